/** Languages that are written from right to left. */
const rightToLeft = new Set(["ar", "fa", "ur", "he", "ps", "sd", "ug", "yi", "dv", "ckb"]);

/** The direction of a language (BCP 47). */
export function directionOf(language: string): "ltr" | "rtl" {
  return rightToLeft.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** The first letter of a name as people see letters, in upper case. */
export function initial(name: string): string {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const first = segmenter.segment(name.trim())[Symbol.iterator]().next();
  return first.done ? "" : first.value.segment.toLocaleUpperCase();
}
