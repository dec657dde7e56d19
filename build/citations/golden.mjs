// Writes what citeproc-js makes of internal/cite/testdata/items.json in the styles of
// the Citation Style Language: the golden file that the tests of internal/cite compare
// with. Neither citeproc-js (CPAL or AGPL) nor a style (CC BY-SA) is part of Broadsheet;
// README.md says where to get them.
//
//   node golden.mjs FOLDER > ../../internal/cite/testdata/citeproc.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const folder = process.argv[2];
const CSL = createRequire(join(folder, "package.json"))("citeproc");
const styles = {
  chicago: "chicago-notes-bibliography", // the 18th edition; citeproc-js reads it for minutes, so other languages have the 17th
  apa: "apa",
  mla: "modern-language-association",
  harvard: "iso690-author-date-en",
  ieee: "ieee",
};
const locales = { en: "en-US", fa: "fa-IR", ar: "ar", de: "de-DE", fr: "fr-FR", es: "es-ES", it: "it-IT", pt: "pt-PT", nl: "nl-NL", ru: "ru-RU", tr: "tr-TR", he: "he-IL", zh: "zh-CN" };
const items = JSON.parse(readFileSync(new URL("../../internal/cite/testdata/items.json", import.meta.url), "utf8"));

const text = (html) =>
  html
    .replace(/<i>|<em>/g, "*")
    .replace(/<\/i>|<\/em>/g, "*")
    .replace(/<[^>]*>/g, "")
    .replace(/&#38;|&amp;/g, "&")
    .replace(/&#60;|&lt;/g, "<")
    .replace(/&#62;|&gt;/g, ">")
    .replace(/\s+/g, " ")
    .trim();

// Large styles take half a minute to read: one engine for each style and language.
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const engines = {};
const engine = (style, locale) =>
  (engines[style + locale] ??= new CSL.Engine(
    { retrieveLocale: (tag) => read(`locales-${tag}.xml`) || read("locales-en-US.xml"), retrieveItem: (id) => byId[id] },
    readFileSync(join(folder, style + ".csl"), "utf8"),
    locale,
    true,
  ));

const out = {};
for (const item of items) {
  out[item.id] = {};
  for (const [name, file] of Object.entries(styles)) {
    const e = engine(name === "chicago" && item.language !== "en" ? "chicago-fullnote-bibliography" : file, locales[item.language]);
    e.updateItems([item.id]);
    out[item.id][name] = text(e.makeBibliography()[1][0] ?? "").replace(/^\[1\] ?/, "");
    if (name === "chicago") out[item.id].note = text(e.makeCitationCluster([{ id: item.id }]));
  }
}
console.log(JSON.stringify(out, null, 1));

function read(name) {
  try {
    return readFileSync(join(folder, name), "utf8");
  } catch {
    return "";
  }
}
