import { sentencesOf } from "../../lib/sentences";
import { bringIntoView, registry } from "../../lib/marks";
import { blockOf, bodyBlocks, rangeOf, type TextBlock } from "./blocks";
import { within, type Ground } from "./ground";
import { Speaker, type Said } from "./speaker";

/** What is not read aloud: the marks of notes and the notes themselves, and the place of a picture that is not stored. */
const silent = "[role=doc-noteref], [role=doc-endnotes], [role=doc-backlink], .prose-missing";

interface Sentence extends Said {
  block: TextBlock;
  range: Range | null;
}

/**
 * Reads the article on the page aloud, sentence by sentence, with a voice of this
 * machine; the spoken sentence is marked in the text and kept in view.
 */
export class Voice {
  #voices = $state.raw<SpeechSynthesisVoice[]>([]);
  #speaking = $state(false);
  #speaker: Speaker | null = null;
  #sentences: Sentence[] = [];
  #marked: Element | null = null;
  #language = "";
  #on: Ground;

  constructor(on: Ground) {
    this.#on = on;
    if (typeof speechSynthesis === "undefined") return;
    const read = () => (this.#voices = speechSynthesis.getVoices());
    read();
    speechSynthesis.addEventListener?.("voiceschanged", read);
    this.#speaker = new Speaker(speechSynthesis, (language) => this.#voice(language) ?? this.#voice(this.#language), (at) => this.#at(at));
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

  /** Speaks from where it stopped, else from the headline; or falls silent. */
  toggle(language: string): void {
    if (!this.#speaker) return;
    if (this.#speaking) return this.#speaker.stop();
    this.#language = language;
    this.#sentences = this.#read(language);
    this.#speaker.start(this.#sentences, this.#speaker.at);
  }

  /** Falls silent and forgets where it was: another article comes. */
  leave(): void {
    if (this.#speaking) this.#speaker?.stop();
    this.#sentences = [];
    this.#speaker?.forget();
  }

  #read(language: string): Sentence[] {
    const head = [within(this.#on, "headline"), ...(within(this.#on, "headline")?.parentElement?.querySelectorAll(".standfirst") ?? [])].filter((element) => element !== null).map((element) => blockOf(element));
    return [...head, ...bodyBlocks(this.#on, silent)].flatMap((block) => {
      const own = block.element.closest("[lang]")?.getAttribute("lang") || language;
      return sentencesOf(block.text, own).map((span) => ({ text: block.text.slice(span.start, span.end), language: own, block, range: rangeOf(block, span) }));
    });
  }

  #at(at: number | null): void {
    this.#speaking = at !== null;
    const sentence = at === null ? undefined : this.#sentences[at];
    const marks = registry;
    this.#marked?.removeAttribute("data-spoken");
    this.#marked = null;
    if (!sentence) {
      marks?.delete("spoken");
      return;
    }
    if (marks && sentence.range) marks.set("spoken", new Highlight(sentence.range));
    else {
      // Where a system marks no places, the paragraph is marked by its ground.
      this.#marked = sentence.block.element;
      this.#marked.setAttribute("data-spoken", "");
    }
    bringIntoView(sentence.range ?? sentence.block.element);
  }
}
