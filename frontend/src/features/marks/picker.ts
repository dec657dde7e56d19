/** Chooses words of a text by keyboard: a sentence, then on by sentence or word, longer with Shift. */
import { typing } from "../../state/commands.svelte";
import type { Ground } from "../article/ground";
import { length, rangesOver, type BlockWords, type Stretch } from "./words";

export class Picker {
  on = false;
  #blocks: readonly BlockWords[] = [];
  #language = "";
  #block = 0;
  #start = 0;
  #end = 0;
  #on: Pick<Ground, "scroller">;

  constructor(on: Pick<Ground, "scroller">) {
    this.#on = on;
  }

  /** Chooses the first sentence in view; false: there is none. */
  start(blocks: readonly BlockWords[], language: string): boolean {
    const top = (this.#on.scroller()?.getBoundingClientRect().top ?? 0) + 40;
    const at = blocks.findIndex((block) => block.text.trim() !== "" && block.element.getBoundingClientRect().bottom > top);
    if (at < 0) return false;
    this.#blocks = blocks;
    this.#language = language;
    this.on = true;
    return this.#choose(at, 0, "sentence");
  }

  stop(): void {
    this.on = false;
  }

  /** Moves by an arrow key; false: the key is not one of ours, or for something else. */
  move(event: KeyboardEvent, rtl: boolean): boolean {
    if (event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return false;
    const forward = rtl ? "ArrowLeft" : "ArrowRight";
    const back = rtl ? "ArrowRight" : "ArrowLeft";
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        return this.#step(event.key === "ArrowDown" ? 1 : -1, "sentence", event.shiftKey);
      case forward:
      case back:
        return this.#step(event.key === forward ? 1 : -1, "word", event.shiftKey);
    }
    return false;
  }

  #pieces(block: BlockWords, by: "sentence" | "word"): { start: number; end: number }[] {
    const cutter = new Intl.Segmenter(this.#language || undefined, { granularity: by });
    let at = 0;
    return [...cutter.segment(block.text)].flatMap((piece) => {
      const start = at;
      at += length(piece.segment);
      const words = by === "word" ? piece.isWordLike : piece.segment.trim() !== "";
      const trimmed = piece.segment.trimEnd();
      return words ? [{ start, end: start + length(trimmed) }] : [];
    });
  }

  #choose(block: number, from: number, by: "sentence" | "word"): boolean {
    const chosen = this.#blocks[block];
    const piece = chosen && this.#pieces(chosen, by).find((one) => one.end > from);
    if (!piece) return false;
    this.#block = block;
    this.#start = piece.start;
    this.#end = piece.end;
    return this.#show();
  }

  #step(by: 1 | -1, unit: "sentence" | "word", longer: boolean): boolean {
    const block = this.#blocks[this.#block];
    if (!block) return false;
    const pieces = this.#pieces(block, unit);
    if (longer) {
      const end = by > 0 ? pieces.find((one) => one.end > this.#end)?.end : pieces.findLast((one) => one.end < this.#end && one.end > this.#start)?.end;
      if (end !== undefined) this.#end = end;
      return this.#show();
    }
    const next = by > 0 ? pieces.find((one) => one.start >= this.#end) : pieces.findLast((one) => one.end <= this.#start);
    if (next) {
      this.#start = next.start;
      this.#end = next.end;
      return this.#show();
    }
    for (let at = this.#block + by; at >= 0 && at < this.#blocks.length; at += by) {
      const other = this.#blocks[at];
      const list = other ? this.#pieces(other, unit) : [];
      const piece = by > 0 ? list[0] : list.at(-1);
      if (!piece) continue;
      this.#block = at;
      this.#start = piece.start;
      this.#end = piece.end;
      return this.#show();
    }
    return true;
  }

  #show(): boolean {
    const block = this.#blocks[this.#block];
    if (!block) return false;
    const stretch: Stretch = { block: block.id, start: this.#start, endBlock: block.id, end: this.#end };
    const range = rangesOver(this.#blocks, stretch)[0];
    if (!range) return false;
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    return true;
  }
}
