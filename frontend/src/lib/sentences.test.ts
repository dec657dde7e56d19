// @vitest-environment node
import { describe, expect, it } from "vitest";
import { sentencesOf } from "./sentences";

describe("the sentences of a text", () => {
  const cases: [string, string, string, string[]][] = [
    ["English", "en", "The tide turned. Why? Nobody knew!  It was 3.5 m.", ["The tide turned.", "Why?", "Nobody knew!", "It was 3.5 m."]],
    ["initials", "en", "It was J. S. Mill who said so. Then he left.", ["It was J. S. Mill who said so.", "Then he left."]],
    ["Arabic", "ar", "من ينظر في السماء؟ يقرأ أسماء عربية. هذا كل شيء.", ["من ينظر في السماء؟", "يقرأ أسماء عربية.", "هذا كل شيء."]],
    ["Persian", "fa", "سال آغاز می‌شود. کی؟ هنگام نوروز.", ["سال آغاز می‌شود.", "کی؟", "هنگام نوروز."]],
    ["Chinese, without spaces", "zh", "活字的历史很长。它从泥开始。", ["活字的历史很长。", "它从泥开始。"]],
    ["one without an end", "en", " A heading ", ["A heading"]],
    ["a language that is none", "x_", "One. Two.", ["One.", "Two."]],
    ["signs alone", "en", "* * *", []],
    ["nothing", "en", "", []],
  ];
  it.each(cases)("are found in %s", (_, language, text, found) => {
    expect(sentencesOf(text, language).map(({ start, end }) => text.slice(start, end))).toEqual(found);
  });
});
