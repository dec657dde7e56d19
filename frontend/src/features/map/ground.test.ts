// @vitest-environment node
import { geoMercator } from "d3-geo";
import type { Polygon } from "geojson";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runs, runsLater, type Run } from "./ground";

const square = (x: number): Polygon => ({ type: "Polygon", coordinates: [[[x, 0], [x, 1], [x + 1, 1], [x + 1, 0], [x, 0]]] });
const many = Array.from({ length: 40 }, (_, i) => square(i));

describe("geometry that is projected a few at a time", () => {
  let frames: FrameRequestCallback[] = [];
  let now = 0;
  beforeEach(() => {
    frames = [];
    vi.stubGlobal("requestAnimationFrame", (act: FrameRequestCallback) => frames.push(act));
    vi.stubGlobal("cancelAnimationFrame", () => (frames = []));
    vi.spyOn(performance, "now").mockImplementation(() => now++);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  const frame = () => frames.splice(0).forEach((act) => act(0));

  it("is the same as at once, and takes several frames", () => {
    let found: Run[] | null = null;
    runsLater(geoMercator(), many, (all) => (found = all));
    let taken = 0;
    for (; !found && taken < 100; taken++) frame();
    expect(taken).toBeGreaterThan(3);
    expect(found).toEqual(many.flatMap((each) => runs(geoMercator(), each)));
    expect(frames).toEqual([]);
  });

  it("ends when it is told to", () => {
    const done = vi.fn();
    const end = runsLater(geoMercator(), many, done);
    frame();
    end();
    for (let i = 0; i < 100; i++) frame();
    expect(done).not.toHaveBeenCalled();
  });
});
