// @vitest-environment node
import { describe, expect, it } from "vitest";
import { byDate, legend, moments, readShapes, stands } from "./shapes";
import { Room } from "./room";
import { Axis, nearest, ordinal } from "./time";

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
    expect(shapes.map((shape) => [shape.geometry.type, shape.at.map(Math.round)])).toEqual([["Point", [1, 2]], ["LineString", [5, 5]], ["Polygon", [1, 3]]]);
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
  it("puts a year before its own months, whatever stands between them", () => {
    const many = readShapes(map(...["1870-05", "1870", "1870-03", "1869"].map((from) => point("", from, "", "x"))));
    expect(moments(many)).toEqual(["1869", "1870", "1870-03", "1870-05"]);
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
  const box = (x: number, width = 10) => ({ x, y: 0, width, height: 5 });
  it("are left out where they would lie over one before them", () => {
    const room = new Room();
    expect([0, 8, 20].map((x) => room.take(box(x)))).toEqual([true, false, true]);
  });
  it("are found over the squares of the search, and may lie over their own place", () => {
    const room = new Room();
    const own = box(60, 8);
    room.put(own);
    expect([room.take(box(50, 40)), room.take(box(50, 40), own), room.take(box(88))]).toEqual([false, true, false]);
  });
});

describe("the axis of time", () => {
  it("knows the first day of a year, a month, a day, also long before", () => {
    expect([ordinal("1970"), ordinal("1970-02"), ordinal("1971-01-01"), ordinal("0044") < ordinal("1454"), ordinal("-0044") < ordinal("0044"), ordinal("soon")]).toEqual([0, 31, 365, true, true, NaN]);
  });
  it("is true to time, and counts what begins", () => {
    const shapes = readShapes(map(point("a", "1800", "", "x"), point("b", "1850", "", "x"), point("c", "1899", "1900", "x"), point("d", "", "", "x")));
    const axis = new Axis(moments(shapes));
    expect(Math.round(axis.share("1850") * 100)).toBe(50);
    expect(axis.beginnings(shapes, 4)).toEqual([1, 0, 1, 1]);
    expect(nearest(moments(shapes), axis, 0.6)).toBe(1);
  });
  it("names round years, none at its ends", () => {
    expect(new Axis(["1611", "1911"]).years(7).map((each) => each.year)).toEqual(["1650", "1700", "1750", "1800", "1850"]);
    expect(new Axis(["1999"]).years(7)).toEqual([]);
  });
});
