import { expect, it } from "vitest";
import { endOfSteps, trailOf } from "./trail";

const entry = (at: number) => JSON.stringify({ at, steps: [{ stepType: "replace" }], inverses: [{ stepType: "replace" }] });

it("gives the steps back with the last end", () => {
  const read = trailOf([entry(1), endOfSteps({ count: 1, odd: [] }), entry(2), endOfSteps({ count: 2, odd: [] })]);
  expect(read?.entries.map((one) => one.at)).toEqual([1, 2]);
  expect(read?.end.count).toBe(2);
});

it("undoes nothing where there is nothing, or nothing that can be read", () => {
  expect(trailOf([])).toBeNull();
  expect(trailOf([endOfSteps({ count: 1, odd: [] })])).toBeNull();
  expect(trailOf([entry(1)])).toBeNull();
  expect(trailOf(["{", endOfSteps({ count: 1, odd: [] })])).toBeNull();
});
