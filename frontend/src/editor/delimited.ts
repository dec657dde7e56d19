/** Tables as other programs put them on the clipboard: cells parted by tabs, or the lines of a CSV file (RFC 4180). */

/** The rows of such a text, all as long as the longest; null where it is one cell or plain words. */
export function cellsOf(text: string): string[][] | null {
  const lines = text.replace(/^\ufeff/u, "").replace(/\r\n?/gu, "\n").replace(/\n+$/u, "");
  const mark = markOf(lines);
  if (!mark) return null;
  const rows = parted(lines, mark);
  const width = Math.max(...rows.map((row) => row.length));
  return width * rows.length > 1 ? rows.map((row) => Array.from({ length: width }, (_, i) => (row[i] ?? "").trim())) : null;
}

/**
 * What parts the cells. A tab always does. A semicolon or comma does where there is
 * more than one line and each has as many of them; semicolons first, since with
 * them commas stand in numbers.
 */
function markOf(text: string): string {
  if (text.includes("\t")) return "\t";
  const marks = [";", ",", "،"].filter((mark) => {
    const counts = parted(text, mark).map((row) => row.length);
    return counts.length > 1 && (counts[0] ?? 0) > 1 && counts.every((count) => count === counts[0]);
  });
  return marks[0] ?? (text.includes("\n") ? "\t" : "");
}

/** Cells may stand in quotation marks, and hold line ends and doubled marks then. */
function parted(text: string, mark: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] ?? "";
    if (quoted && letter === '"' && text[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (letter === '"' && (quoted || cell === "")) {
      quoted = !quoted;
    } else if (!quoted && (letter === mark || letter === "\n")) {
      rows.at(-1)?.push(cell);
      cell = "";
      if (letter === "\n") rows.push([]);
    } else {
      cell += letter === "\n" ? " " : letter;
    }
  }
  rows.at(-1)?.push(cell);
  return rows;
}
