// Writes the first day of every month of the Persian and the Umm al-Qura
// calendar between 1800 and 2100 as ICU has them, one "YYYY-MM-DD year month" a
// line, to persian.txt.gz and umalqura.txt.gz beside this file.
//
//   node months.mjs
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

for (const [file, calendar] of [["persian", "persian"], ["umalqura", "islamic-umalqura"]]) {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });
  const lines = [];
  const end = Date.UTC(2101, 0, 1);
  for (let t = Date.UTC(1800, 0, 1); t < end; t += 86_400_000) {
    const parts = Object.fromEntries(format.formatToParts(t).map((p) => [p.type, p.value]));
    if (parts.day === "1") lines.push(`${new Date(t).toISOString().slice(0, 10)} ${parts.year ?? parts.relatedYear} ${parts.month}`);
  }
  writeFileSync(join(here, `${file}.txt.gz`), gzipSync(lines.join("\n") + "\n", { level: 9 }));
  console.log(file, process.versions.icu, lines.length, lines[0], lines.at(-1));
}
