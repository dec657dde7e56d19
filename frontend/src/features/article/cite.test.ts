import { expect, test } from "vitest";
import { findAll } from "../../lib/findtext";
import { longestFound } from "./cite";

test("of words that changed as many of the first are found as are left", () => {
  const text = "The keeper did not see the wall fall that night.";
  expect(longestFound(text, "did not see the wall", findAll)).toBe("did not see the wall");
  expect(longestFound(text, "did not see a wall", findAll)).toBe("did not see");
  expect(longestFound(text, "nobody saw the wall", findAll)).toBe("");
  expect(longestFound(text, "wall fall", findAll)).toBe("wall fall");
  for (let kept = 3; kept < 10; kept++) {
    const words = text.split(" ");
    expect(longestFound(text, [...words.slice(0, kept), "zzz", ...words.slice(kept)].join(" "), findAll)).toBe(words.slice(0, kept).join(" "));
  }
});
