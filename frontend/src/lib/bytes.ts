/** The digits of the interface's languages, where the language alone does not say them. */
const locales: Record<string, string> = { ar: "ar-EG", fa: "fa-IR" };

/** A size as people read it: 4.3 MB. */
export function bytes(size: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const language = typeof document === "undefined" ? "en" : document.documentElement.lang;
  return new Intl.NumberFormat(locales[language] ?? language, { style: "unit", unit: units[unit], unitDisplay: unit === 0 ? "long" : "short", maximumFractionDigits: unit === 0 ? 0 : 1 }).format(value);
}
