/** Has the browser save a file, given as base64. In the window nothing of the kind is there: the program saves it. */
export function download(name: string, type: string, base64: string): void {
  const link = document.createElement("a");
  link.href = `data:${type};base64,${base64}`;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** A text, or bytes, as base64. */
export function base64(of: string | Uint8Array): string {
  let bytes = "";
  for (const byte of typeof of === "string" ? new TextEncoder().encode(of) : of) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
