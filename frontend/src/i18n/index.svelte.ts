/**
 * The message catalogue. Every visible word of the interface comes from here:
 * `t("front.news")`, with ICU plurals and arguments where a message has them.
 * One file an area and language; all languages hold the same keys (a test).
 */
import { IntlMessageFormat } from "intl-messageformat";
import { directionOf } from "../lib/text";
import { en, type MessageKey } from "./en";

/** The languages of the interface. `qps` is the pseudo-language of the tests. */
export type InterfaceLanguage = "en" | "ar" | "fa" | "qps";
export type { MessageKey };
type Values = Record<string, string | number>;

/** Whether there is a message of that name: for those that are put together from data. */
export function hasMessage(key: string): key is MessageKey {
  return key in en;
}

class Catalogue {
  #language = $state<InterfaceLanguage>("en");
  #messages = $state.raw<Record<string, string>>(en);
  #made = new Map<string, IntlMessageFormat>();

  get language(): InterfaceLanguage {
    return this.#language;
  }
  get dir(): "ltr" | "rtl" {
    return directionOf(this.#language);
  }
  /** The locale for numbers and dates. */
  get locale(): string {
    return this.#language === "qps" ? "en-GB" : this.#language === "en" ? "en-GB" : this.#language === "ar" ? "ar-EG" : "fa-IR";
  }

  /** Changes the language once its messages are there. */
  async use(language: InterfaceLanguage): Promise<void> {
    const messages = await load(language);
    this.#made.clear();
    this.#messages = messages;
    this.#language = language;
  }

  say(key: MessageKey, values?: Values): string {
    const text = this.#messages[key] ?? en[key];
    if (!text.includes("{")) return text;
    let made = this.#made.get(key);
    if (!made) this.#made.set(key, (made = new IntlMessageFormat(text, this.locale, undefined, { ignoreTag: true })));
    return String(made.format(values));
  }
}

async function load(language: InterfaceLanguage): Promise<Record<string, string>> {
  switch (language) {
    case "ar":
      return (await import("./ar")).ar;
    case "fa":
      return (await import("./fa")).fa;
    case "qps":
      return Object.fromEntries(Object.entries(en).map(([key, text]) => [key, pseudo(text)]));
    default:
      return en;
  }
}

/** Longer and accented, so that cut-off and untranslated words stand out. */
export function pseudo(text: string): string {
  const accents: Record<string, string> = { a: "å", e: "é", i: "î", o: "ö", u: "û", n: "ñ", c: "ç", A: "Å", E: "É", O: "Ö" };
  let depth = 0;
  let out = "";
  for (const letter of text) {
    if (letter === "{") depth++;
    out += depth === 0 ? (accents[letter] ?? letter) : letter;
    if (letter === "}") depth--;
  }
  return `⟦${out} ···⟧`;
}

export const catalogue = new Catalogue();

/** Says a message in the interface's language. */
export function t(key: MessageKey, values?: Values): string {
  return catalogue.say(key, values);
}

/** A year: the digits of the interface, not parted in thousands. */
export function year(value: number): string {
  return new Intl.NumberFormat(catalogue.locale, { useGrouping: false }).format(value);
}

/** What writes numbers, by locale: making one takes much longer than a number does. */
const numbers = new Map<string, Intl.NumberFormat>();

/** A number in the digits of the interface. */
export function n(value: number): string {
  const locale = catalogue.locale;
  let made = numbers.get(locale);
  if (!made) numbers.set(locale, (made = new Intl.NumberFormat(locale)));
  return made.format(value);
}

/** Several names as one phrase. */
export function list(names: readonly string[]): string {
  return new Intl.ListFormat(catalogue.locale, { type: "conjunction" }).format(names);
}
