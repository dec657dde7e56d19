import type { Span } from "./findtext";

/** An initial ("J. S.") ends no sentence, though a point and a space stand behind it. */
const initial = /(?:^|[\s.(])\p{Lu}\.\s*$/u;

/** The sentences of a text by the rules of its language, without the spaces around them; what holds no letter or digit is none. */
export function sentencesOf(text: string, language: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { segment, index } of segmenter(language).segment(text)) {
    const end = index + segment.length;
    if (end < text.length && initial.test(segment)) continue;
    const whole = text.slice(start, end);
    const from = start + (whole.length - whole.trimStart().length);
    if (/[\p{L}\p{N}]/u.test(whole)) spans.push({ start: from, end: start + whole.trimEnd().length });
    start = end;
  }
  return spans;
}

function segmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: "sentence" });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: "sentence" }); // a language that is none
  }
}
