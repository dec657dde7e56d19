import { api } from "../api";
import { catalogue, type InterfaceLanguage } from "../i18n/index.svelte";
import type { CalendarName, DateStyle } from "../lib/dates";

export type Theme = "system" | "light" | "dark" | "sepia" | "contrast";
export type Face = "serif" | "sans" | "legible";
export type Measure = "50" | "66" | "80";

/** What a reader may set; texts, since that is how they are kept. */
const defaults = {
  theme: "system",
  face: "serif",
  size: "20",
  measure: "66",
  line: "",
  language: "",
  calendars: "",
  keys: "on",
  sidebar: "on",
  density: "compact",
  fold: "on",
  keymap: "",
  justify: "off",
  cite: "chicago",
};
export type SettingName = keyof typeof defaults;

/** The calendars, in order, of somebody who has chosen none. */
const usualCalendars: Record<InterfaceLanguage, string> = {
  en: "gregorian,persian,islamic",
  qps: "gregorian,persian,islamic",
  ar: "gregorian,islamic,persian",
  fa: "persian,gregorian,islamic",
};

const faces: Record<Face, string> = { serif: "var(--serif)", sans: "var(--sans)", legible: "var(--legible)" };
const measures: Record<Measure, string> = { "50": "20em", "66": "26.5em", "80": "32em" };

/** The reader's own settings, kept by Go for the person, and what follows from them. */
class Settings {
  #values = $state<Record<string, string>>({ ...defaults });
  #dark = $state(false);
  #contrast = $state(false);
  #timeZone = $state("UTC");

  /** Reads the settings and follows the system's theme. */
  async start(): Promise<void> {
    this.#follow("(prefers-color-scheme: dark)", (matches) => (this.#dark = matches));
    this.#follow("(prefers-contrast: more)", (matches) => (this.#contrast = matches));
    const kept = await api.Settings.Get({});
    this.#values = { ...defaults, ...kept.values };
    await catalogue.use(this.language);
    this.#apply();
  }

  get(name: SettingName): string {
    return this.#values[name] ?? defaults[name];
  }

  /** Whether lists show of several articles that tell one story the first alone. */
  get folds(): boolean {
    return this.get("fold") !== "off";
  }

  /** What is kept beside the settings, under a name of its own; empty: nothing. */
  kept(name: string): string {
    return this.#values[name] ?? "";
  }

  /** Keeps something beside the settings, under a name of its own. */
  async keep(name: string, value: string): Promise<void> {
    this.#values = { ...this.#values, [name]: value };
    await api.Settings.Set({ values: { [name]: value } });
  }

  /** Changes a setting here at once and keeps it. */
  async set(name: SettingName, value: string): Promise<void> {
    this.#values = { ...this.#values, [name]: value };
    if (name === "language") await catalogue.use(this.language);
    this.#apply();
    await api.Settings.Set({ values: { [name]: value } });
  }

  set timeZone(zone: string) {
    this.#timeZone = zone || "UTC";
  }

  /** The theme that is in force. */
  get theme(): Exclude<Theme, "system"> {
    const chosen = this.get("theme") as Theme;
    if (chosen !== "system") return chosen;
    return this.#contrast ? "contrast" : this.#dark ? "dark" : "light";
  }

  get language(): InterfaceLanguage {
    const chosen = this.get("language") || (navigator.language.split("-")[0] ?? "en");
    return chosen === "ar" || chosen === "fa" || chosen === "qps" ? chosen : "en";
  }

  get calendars(): CalendarName[] {
    const known = ["gregorian", "persian", "islamic"];
    return (this.get("calendars") || usualCalendars[this.language]).split(",").filter((name): name is CalendarName => known.includes(name));
  }

  /** How dates are written now. */
  get dates(): DateStyle {
    return { locale: catalogue.locale, timeZone: this.#timeZone, calendars: this.calendars };
  }

  /** The keys that the person gave to commands, by the command's id. */
  get keymap(): Record<string, string> {
    try {
      return JSON.parse(this.get("keymap") || "{}") as Record<string, string>;
    } catch {
      return {};
    }
  }

  /** Single keys (j, k, /, g …) may be switched off: WCAG 2.1.4. */
  get singleKeys(): boolean {
    return this.get("keys") !== "off";
  }

  #follow(query: string, change: (matches: boolean) => void): void {
    const media = matchMedia(query);
    change(media.matches);
    media.addEventListener("change", (event) => {
      change(event.matches);
      this.#apply();
    });
  }

  #apply(): void {
    const root = document.documentElement;
    root.dataset.theme = this.theme;
    root.lang = catalogue.language === "qps" ? "en" : catalogue.language;
    root.dir = catalogue.dir;
    const size = Math.min(24, Math.max(16, Number(this.get("size")) || 20));
    root.style.setProperty("--prose-size", `${size}px`);
    root.style.setProperty("--prose-face", faces[this.get("face") as Face] ?? faces.serif);
    root.style.setProperty("--prose-measure", measures[this.get("measure") as Measure] ?? measures["66"]);
    root.style.setProperty("--prose-align", this.get("justify") === "on" ? "justify" : "start");
    // Short lines need it; in longer ones it only disturbs.
    root.style.setProperty("--prose-hyphens", this.get("measure") === "50" ? "auto" : "manual");
    if (this.get("line")) root.style.setProperty("--prose-line", this.get("line"));
    else root.style.removeProperty("--prose-line");
  }
}

export const settings = new Settings();
