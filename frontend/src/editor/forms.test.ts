import { describe, expect, it } from "vitest";
import type { BodyNode } from "../api/types.gen";
import { emptyCell, filled, readChart, writeChart } from "./chart";
import { languageTag, readTracks, writeTracks } from "./tracks";
import { fromTree, Trees } from "./tree";

const x = (text: string): BodyNode => ({ x: text });
const row = (tag: string, ...cells: BodyNode[][]): BodyNode => ({ t: "tr", c: cells.map((c) => (c.length > 0 ? { t: tag, c } : { t: tag })) });
const chart: BodyNode = {
  t: "figure",
  a: { id: "c1", "data-type": "chart", "data-value": '{"unit":"t"}' },
  c: [
    { t: "table", c: [{ t: "caption", c: [x("Ships "), { t: "em", c: [x("a year")] }] }, { t: "thead", c: [row("th", [x("Year")], [x("Ships")])] }, { t: "tbody", c: [row("th", [x("1841")], []), row("td", [{ t: "strong", c: [x("1842")] }], [x("2"), { t: "sup", c: [x("a")] }])] }] },
    { t: "figcaption", c: [x("From "), { t: "a", a: { href: "https://x.org/" }, c: [x("the port")] }] },
  ],
};
const read = (tree: BodyNode) => fromTree([tree]).firstChild;
const written = (node: ReturnType<typeof read>) => {
  const doc = fromTree([]).type.create(null, node);
  return new Trees(doc).blocks()[0];
};

describe("the form of a chart", () => {
  it("gives back what nobody changed, with its marks", () => expect(written(writeChart(read(chart), readChart(read(chart))))).toEqual(chart));

  it("changes one cell and leaves the others", () => {
    const form = readChart(read(chart));
    const rows = (form.rows ?? []).map((cells, i) => cells.map((cell, j) => (i === 1 && j === 1 ? { ...cell, text: "7" } : cell)));
    const want: unknown = JSON.parse(JSON.stringify(chart).replace('{"t":"th"}', '{"t":"th","c":[{"x":"7"}]}'));
    expect(written(writeChart(read(chart), { ...form, rows }))).toEqual(want);
  });

  it("keeps marks where a row above goes", () => {
    const form = readChart(read(chart));
    const tree = written(writeChart(read(chart), { ...form, rows: (form.rows ?? []).filter((_, i) => i !== 1) }));
    expect(JSON.stringify(tree)).toContain(JSON.stringify(row("td", [{ t: "strong", c: [x("1842")] }], [x("2"), { t: "sup", c: [x("a")] }])));
  });

  it("begins with a head", () => {
    const form = readChart(null);
    const rows = filled(form.rows ?? [], { row: 0, column: 0 }, [["Year", "Ships"], ["1841", "12"]]).slice(0, 2).map((cells) => cells.slice(0, 2));
    expect(written(writeChart(null, { ...form, title: "Ships", source: "The port", rows }))).toEqual({
      t: "figure", a: { "data-type": "chart" },
      c: [{ t: "table", c: [{ t: "caption", c: [x("Ships")] }, { t: "thead", c: [row("th", [x("Year")], [x("Ships")])] }, { t: "tbody", c: [row("td", [x("1841")], [x("12")])] }] }, { t: "figcaption", c: [x("The port")] }],
    });
  });

  it("says nothing of cells that reach over others", () => {
    const wide = structuredClone(chart);
    const cell = wide.c?.[0]?.c?.[1]?.c?.[0]?.c?.[0];
    if (cell) cell.a = { colspan: "2" };
    const form = readChart(read(wide));
    expect(form.rows).toBeNull();
    expect(written(writeChart(read(wide), form))).toEqual(wide);
  });

  it("grows as far as a paste reaches, and no further than it shows", () => {
    const grid = filled([[emptyCell()]], { row: 0, column: 0 }, Array.from({ length: 500 }, () => Array.from({ length: 50 }, () => "1")));
    expect([grid.length, grid[0]?.length]).toEqual([200, 24]);
  });
});

describe("the form of tracks", () => {
  const src = `/media/${"1".padStart(64, "0")}`;
  const film: BodyNode = { t: "figure", a: { id: "f", "data-type": "film" }, c: [{ t: "video", a: { src, width: "4", height: "3" }, c: [{ t: "track", a: { kind: "captions", label: "English", src, srclang: "en" } }] }] };
  it("gives back what nobody changed", () => expect(writeTracks(read(film), readTracks(read(film)))).toEqual(film.c?.[0]));
  it("leaves out what is not said", () =>
    expect(writeTracks(read(film), [{ src, kind: "subtitles", language: " ", label: " " }])?.c).toEqual([{ t: "track", a: { kind: "subtitles", src } }]));
  it("takes all away", () => expect(writeTracks(read(film), [])).toEqual({ t: "video", a: { src, width: "4", height: "3" } }));
  it.each([["pt-br", "pt-BR"], ["English", "english"], ["e", ""], ["x y", ""], ["", ""]])("%s is the tag %s", (said, tag) => expect(languageTag(said)).toBe(tag));
});
