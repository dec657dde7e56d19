import { describe, expect, it } from "vitest";
import { cellsOf } from "./delimited";

describe("cells of a pasted text", () => {
  it.each<[string, string, string[][] | null]>([
    ["a spreadsheet", "Year\tShips\r\n1841\t12\r\n", [["Year", "Ships"], ["1841", "12"]]],
    ["a short row is filled", "a\tb\tc\nd\n", [["a", "b", "c"], ["d", "", ""]]],
    ["commas", "Year,Ships\n1841,12", [["Year", "Ships"], ["1841", "12"]]],
    ["semicolons beside decimal commas", "Jahr;Anteil\n1841;1,5\n1842;2,5", [["Jahr", "Anteil"], ["1841", "1,5"], ["1842", "2,5"]]],
    ["quoted cells", '"a, b",c\n"says ""no""",d', [["a, b", "c"], ['says "no"', "d"]]],
    ["Arabic commas", "سنة،سفن\n1841،12", [["سنة", "سفن"], ["1841", "12"]]],
    ["a column", "1841\n1842", [["1841"], ["1842"]]],
    ["lines that part unevenly are a column", "a, b\nc", [["a, b"], ["c"]]],
    ["a number with a comma", "1,234", null],
    ["a word", "Ships", null],
    ["nothing", "", null],
  ])("%s", (_, text, want) => expect(cellsOf(text)).toEqual(want));
});
