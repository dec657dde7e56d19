import { describe, expect, it } from "vitest";
import { months } from "./months";

describe("the months of a timeline", () => {
  it("hold the empty ones between, across a year's end", () => {
    const all = months([{ period: "2024-11", count: 2 }, { period: "2026-01", count: 1 }]);
    expect(all.length).toBe(15);
    expect(all.filter((m) => m.count > 0)).toEqual([{ period: "2024-11", count: 2 }, { period: "2026-01", count: 1 }]);
    expect(all[1]?.period).toBe("2024-12");
    expect(all[2]?.period).toBe("2025-01");
  });
  it("are a year at least and ten years at most", () => {
    expect(months([{ period: "2026-02", count: 1 }]).map((m) => m.period).slice(0, 2)).toEqual(["2025-03", "2025-04"]);
    expect(months([{ period: "1998-01", count: 1 }, { period: "2026-02", count: 1 }])[0]?.period).toBe("2016-03");
  });
  it("are none of nothing", () => expect(months([])).toEqual([]));
});
