/** Where the program is served, written into the page by Go: begins and ends with a slash. */
export const prefix: string = readPrefix();

function readPrefix(): string {
  if (typeof document === "undefined") return "/";
  return document.querySelector<HTMLMetaElement>('meta[name="broadsheet-prefix"]')?.content ?? "/";
}

/** Gives the address of a screen ("/article/7") as the browser has to be told it. */
export function outer(address: string): string {
  return prefix + address.replace(/^\//, "");
}

/** Gives the screen's address behind a path of the browser. */
export function inner(path: string): string {
  return "/" + (path.startsWith(prefix) ? path.slice(prefix.length) : path.replace(/^\//, ""));
}

/** Percent-encodes a part of an address. */
export function part(text: string): string {
  return encodeURIComponent(text);
}
