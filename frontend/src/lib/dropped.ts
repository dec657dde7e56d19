/** A file that a person handed over, by its path from what they chose or dropped. */
export interface Given {
  path: string;
  file: File;
}

/** What was chosen in a field, or lies on the clipboard. */
export function chosen(files: Iterable<File>): Given[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Whether something that is dragged or pasted holds files. */
export function holdsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes("Files") ?? false;
}

/** The files of what was dropped, those of folders too. What is hidden is passed over, as everywhere in an import. */
export async function dropped(data: DataTransfer): Promise<Given[]> {
  // The entries are there only while the event is handled: all of them are asked for before anything is waited for.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return chosen(data.files);
  const lists = await Promise.all(entries.map((entry) => within(entry, "")));
  return lists.flat();
}

async function within(entry: FileSystemEntry, folder: string): Promise<Given[]> {
  const path = folder + entry.name;
  if (folder && entry.name.startsWith(".")) return [];
  if (isFile(entry)) return [{ path, file: await new Promise<File>((done, fail) => entry.file(done, fail)) }];
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: Given[] = [];
  for (;;) {
    // A reader gives some hundred at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) return found;
    for (const inner of some) found.push(...(await within(inner, `${path}/`)));
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
