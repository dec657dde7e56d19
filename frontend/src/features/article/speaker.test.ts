import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Speaker } from "./speaker";

/** A synthesis that says nothing: what is spoken waits until the test ends it. */
class FakeSynthesis {
  spoken: SpeechSynthesisUtterance[] = [];
  cancelled = 0;
  speak(utterance: SpeechSynthesisUtterance) {
    this.spoken.push(utterance);
  }
  cancel() {
    this.cancelled++;
    // Engines tell of the end of what they give up, late.
    const last = this.spoken.at(-1);
    queueMicrotask(() => last?.onerror?.(new Event("error") as SpeechSynthesisErrorEvent));
  }
  end() {
    this.spoken.at(-1)?.onend?.(new Event("end") as SpeechSynthesisEvent);
  }
}

const three = ["One.", "Two.", "Three."].map((text) => ({ text, language: "en" }));
let synth: FakeSynthesis;
let heard: (number | null)[];
let speaker: Speaker;

beforeEach(() => {
  vi.stubGlobal(
    "SpeechSynthesisUtterance",
    class {
      constructor(readonly text: string) {}
    },
  );
  synth = new FakeSynthesis();
  heard = [];
  speaker = new Speaker(synth as unknown as SpeechSynthesis, (language) => ({ lang: language }) as SpeechSynthesisVoice, (at) => heard.push(at));
});
afterEach(() => vi.unstubAllGlobals());

const said = () => synth.spoken.map((utterance) => utterance.text);

describe("reading aloud", () => {
  it("says one sentence after the other and tells which", () => {
    speaker.start(three);
    expect(said()).toEqual(["One."]);
    synth.end();
    synth.end();
    expect(said()).toEqual(["One.", "Two.", "Three."]);
    synth.end();
    expect(heard).toEqual([0, 1, 2, null]);
    expect(speaker.at).toBe(0);
  });

  it("goes on with the sentence at which it was stopped", async () => {
    speaker.start(three);
    synth.end();
    speaker.stop();
    await Promise.resolve();
    expect(speaker.at).toBe(1);
    synth.end(); // late, of what was given up
    expect(said()).toEqual(["One.", "Two."]);
    speaker.start(three, speaker.at);
    expect(said()).toEqual(["One.", "Two.", "Two."]);
    await Promise.resolve();
    synth.end();
    expect(heard).toEqual([0, 1, null, 1, 2]);
  });

  it("begins anew where less is there than before", () => {
    speaker.start(three, 9);
    expect(said()).toEqual(["One."]);
  });

  it("speaks each sentence in its language", () => {
    speaker.start([{ text: "نعم.", language: "ar" }]);
    expect([synth.spoken[0]?.lang, synth.spoken[0]?.voice?.lang]).toEqual(["ar", "ar"]);
  });

  it("ends where the engine fails", () => {
    speaker.start(three);
    synth.spoken[0]?.onerror?.(new Event("error") as SpeechSynthesisErrorEvent);
    expect(heard).toEqual([0, null]);
    expect(said()).toEqual(["One."]);
  });
});
