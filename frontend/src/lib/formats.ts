import { hasMessage, t } from "../i18n/index.svelte";

/** A format by its name for people: those of the catalogue have no title of the program's. Nothing for nothing. */
export function formatName(format: string, formats: readonly { name: string; title: string }[]): string {
  const key = `import.format.${format}`;
  if (hasMessage(key)) return t(key);
  return formats.find((one) => one.name === format)?.title ?? format;
}
