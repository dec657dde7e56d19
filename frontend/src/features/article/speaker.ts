/** Something that is said in one breath. */
export interface Said {
  text: string;
  language: string;
}

/** Speaks a list of sentences one after the other; engines stop in long texts. */
export class Speaker {
  #synth: SpeechSynthesis;
  #voice: (language: string) => SpeechSynthesisVoice | undefined;
  #onAt: (at: number | null) => void;
  #at = 0;
  #turn = 0;
  // An engine forgets an utterance that nobody holds, and never tells of its end.
  #saying: SpeechSynthesisUtterance | null = null;

  /** onAt hears which sentence is spoken; null: it ended or was stopped. */
  constructor(synth: SpeechSynthesis, voice: (language: string) => SpeechSynthesisVoice | undefined, onAt: (at: number | null) => void) {
    this.#synth = synth;
    this.#voice = voice;
    this.#onAt = onAt;
  }

  /** The sentence that is spoken, or was when it stopped; 0 once all is said. */
  get at(): number {
    return this.#at;
  }

  /** Speaks from a sentence on. */
  start(sentences: readonly Said[], from = 0): void {
    this.#silence();
    this.#say(sentences, from < sentences.length ? from : 0, this.#turn);
  }

  /** Falls silent; what was being said is where it goes on. */
  stop(): void {
    this.#silence();
    this.#onAt(null);
  }

  /** Begins at the start again. */
  forget(): void {
    this.#at = 0;
  }

  #silence(): void {
    this.#turn++;
    this.#saying = null;
    this.#synth.cancel();
  }

  #say(sentences: readonly Said[], at: number, turn: number): void {
    const sentence = sentences[at];
    if (!sentence) {
      this.#at = 0;
      this.#onAt(null);
      return;
    }
    this.#at = at;
    const saying = new SpeechSynthesisUtterance(sentence.text);
    saying.lang = sentence.language;
    saying.voice = this.#voice(sentence.language) ?? null;
    saying.onend = () => turn === this.#turn && this.#say(sentences, at + 1, turn);
    // A sentence that cannot be said ends the reading: the ones after it could not be either.
    saying.onerror = () => turn === this.#turn && this.stop();
    this.#saying = saying;
    this.#onAt(at);
    this.#synth.speak(this.#saying);
  }
}
