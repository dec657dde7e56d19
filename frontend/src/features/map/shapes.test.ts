// @vitest-environment node
import { describe, expect, it } from "vitest";
import { byDate, legend, moments, readShapes, stands, withRoom } from "./shapes";

const point = (label: string, from: string, to: string, kind: string, at = [1, 2]) => ({ type: "Feature", geometry: { type: "Point", coordinates: at }, properties: { label, from, to, class: kind, source: "S" } });
const map = (...features: unknown[]) => JSON.stringify({ type: "FeatureCollection", features });

describe("reading a map", () => {
  it("takes places, lines and areas, and leaves out what is none", () => {
    const shapes = readShapes(
      map(
        point("A", "1851", "", "x"),
        { type: "Feature", geometry: { type: "LineString", coordinates: [[0, 0], [5, 5], [9, 9]] }, properties: {} },
        { type: "Feature", geometry: { type: "Polygon", coordinates: [[[0, 0], [0, 4], [4, 4], [0, 0]]] }, properties: null },
        { type: "Feature", geometry: null, properties: {} },
        { type: "Feature", geometry: { type: "Point", coordinates: [] }, properties: {} },
        null,
      ),
    );
    expect(shapes.map((shape) => [shape.geometry.type, shape.at])).toEqual([["Point", [1, 2]], ["LineString", [5, 5]], ["Polygon", [0, 4]]]);
    expect(shapes[0]).toMatchObject({ label: "A", from: "1851", class: "x", source: "S" });
  });

  it.each(["", "{", "null", "[]", '{"features":3}'])("makes nothing of %j", (text) => {
    expect(readShapes(text)).toEqual([]);
  });
});

describe("time", () => {
  const shapes = readShapes(map(point("a", "1870", "1880", "x"), point("b", "1851-03", "", "y"), point("c", "", "", "x"), point("d", "1870", "", "x")));

  it("lists the moments at which something begins or ends", () => {
    expect(moments(shapes)).toEqual(["1851-03", "1870", "1880"]);
  });
  it("knows what stood when", () => {
    const at = (moment: string) => shapes.filter((shape) => stands(shape, moment)).map((shape) => shape.label).join("");
    expect([at("1850"), at("1851"), at("1870-06-01"), at("1880"), at("1881"), at("")]).toEqual(["c", "bc", "abcd", "abcd", "bcd", "abcd"]);
  });
  it("compares dates of different length by what both say", () => {
    expect([byDate("1870", "1870-05"), byDate("1869", "1870-05"), byDate("1871-01", "1870")]).toEqual([0, -1, 1]);
  });
});

describe("the legend", () => {
  it("counts classes in their order; the sixth colour is the rest", () => {
    const shapes = readShapes(map(...["a", "b", "a", "c", "d", "e", "f", "g"].map((kind) => point("", "", "", kind))));
    expect(legend(shapes).map((entry) => [entry.name, entry.colour, entry.count])).toEqual([["a", 1, 2], ["b", 2, 1], ["c", 3, 1], ["d", 4, 1], ["e", 5, 1], ["f", 6, 1], ["g", 6, 1]]);
  });
});

describe("names", () => {
  it("are left out where they would lie over one before them", () => {
    const box = (id: string, x: number) => ({ id, x, y: 0, width: 10, height: 5 });
    expect(withRoom([box("a", 0), box("b", 8), box("c", 20)]).map((b) => b.id)).toEqual(["a", "c"]);
  });
});
