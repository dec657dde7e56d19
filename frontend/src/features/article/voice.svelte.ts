import { api, type Article } from "../../api";

/** Reads an article aloud with the system's voices, where it has one for the language. */
export class Voice {
  #voices = $state.raw<SpeechSynthesisVoice[]>([]);
  #speaking = $state(false);

  constructor() {
    if (typeof speechSynthesis === "undefined") return;
    const read = () => (this.#voices = speechSynthesis.getVoices());
    read();
    speechSynthesis.addEventListener?.("voiceschanged", read);
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  /** Whether a voice of this machine speaks the language; voices that need a network do not count. */
  available(language: string): boolean {
    return this.#voice(language) !== undefined;
  }

  #voice(language: string): SpeechSynthesisVoice | undefined {
    const base = language.split("-")[0] ?? "";
    return this.#voices.find((voice) => voice.localService && voice.lang.split(/[-_]/)[0] === base);
  }

  async toggle(article: Article): Promise<void> {
    if (this.#speaking) {
      this.stop();
      return;
    }
    const voice = this.#voice(article.language);
    if (!voice) return;
    this.#speaking = true;
    const { text } = await api.Articles.Text({ id: article.id, as: "text" });
    // Engines stop in long texts: a paragraph each.
    const paragraphs = text.split(/\n+/).filter((p) => p.trim() !== "");
    paragraphs.forEach((paragraph, i) => {
      const utterance = new SpeechSynthesisUtterance(paragraph);
      utterance.voice = voice;
      utterance.lang = article.language;
      if (i === paragraphs.length - 1) utterance.onend = () => (this.#speaking = false);
      speechSynthesis.speak(utterance);
    });
  }

  stop(): void {
    if (typeof speechSynthesis !== "undefined") speechSynthesis.cancel();
    this.#speaking = false;
  }
}
