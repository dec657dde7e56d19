import { describe, expect, it } from "vitest";
import type { DeskItem, Row, TopicCard } from "../../api";
import { nearest, type Target } from "./drag.svelte";

const article: DeskItem = { id: "a", own: null, article: {} as Row, topic: null };
const topic: DeskItem = { id: "t", own: null, article: null, topic: {} as TopicCard };
const targets: Target[] = [
  { spot: { slot: "lead", index: 0 }, box: { x: 0, y: 0, width: 300, height: 200 } },
  { spot: { slot: "editors-choice", index: 0 }, box: { x: 0, y: 220, width: 140, height: 100 } },
  { spot: { slot: "editors-choice", index: 1 }, box: { x: 160, y: 220, width: 140, height: 100 } },
  { spot: { slot: "in-focus", index: 0 }, box: { x: 0, y: 400, width: 140, height: 100 } },
];

describe("the pointer", () => {
  it.each([
    [{ x: 50, y: 150 }, article, { slot: "lead", index: 0 }],
    [{ x: 50, y: 230 }, article, { slot: "editors-choice", index: 0 }],
    [{ x: 50, y: 310 }, article, { slot: "editors-choice", index: 1 }],
    [{ x: 200, y: 300 }, article, { slot: "editors-choice", index: 2 }],
    [{ x: 50, y: 390 }, topic, { slot: "in-focus", index: 0 }],
    [{ x: 50, y: 480 }, article, null],
    [{ x: 50, y: 20 }, topic, null],
    [{ x: 900, y: 900 }, article, null],
  ])("at %o puts its item where it belongs", (at, item, spot) => {
    expect(nearest(at, item, undefined, targets)).toEqual(spot);
  });
});
