// Prints the table of umalqura_table.go: a number for each year from 1300 to 1600
// of the Umm al-Qura calendar as ICU has it. Bit n−1 is set where month n has 30
// days.
//
//   node umalqura.mjs > ../umalqura_table.go
const format = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });
const starts = [];
for (let t = Date.UTC(1882, 10, 12); starts.length <= 301 * 12; t += 86_400_000) {
  const parts = Object.fromEntries(format.formatToParts(t).map((p) => [p.type, p.value]));
  if (parts.day === "1") starts.push({ t, year: Number(parts.year), month: Number(parts.month) });
}
if (starts[0].year !== 1300 || starts[0].month !== 1) throw new Error("ICU begins 1300 on another day");
const years = [];
for (let i = 0; i < 301; i++) {
  let bits = 0;
  for (let m = 0; m < 12; m++) {
    const days = (starts[i * 12 + m + 1].t - starts[i * 12 + m].t) / 86_400_000;
    if (days === 30) bits |= 1 << m;
    else if (days !== 29) throw new Error(`month of ${days} days`);
  }
  years.push("0x" + bits.toString(16).padStart(3, "0"));
}
console.log(`package calendar

// umalQuraMonths are the months of 30 days of the years 1300 to 1600 of the Umm
// al-Qura calendar, as published by the King Abdulaziz City for Science and
// Technology and carried by ICU: bit n−1 stands for month n. Made by
// testdata/umalqura.mjs.
var umalQuraMonths = [...]uint16{`);
for (let i = 0; i < years.length; i += 10) console.log("\t" + years.slice(i, i + 10).join(", ") + ",");
console.log("}");
