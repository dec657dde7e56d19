/** Keys as text, for tooltips; Keys.svelte draws them. */
export function keyNames(keys: string): string {
  const apple = typeof navigator !== "undefined" && /Mac|iP(?:hone|ad)/.test(navigator.platform);
  const names: Record<string, string> = { Mod: apple ? "⌘" : "Ctrl", Alt: apple ? "⌥" : "Alt", ArrowUp: "↑", ArrowDown: "↓" };
  return keys.split("+").map((key) => names[key] ?? key).join("+");
}
