import { describe, expect, it } from "vitest";
import { Pages, type Part } from "./pages.svelte";

/** A list of numbers that counts what is asked of it. */
function numbers(total: number, add = 0) {
  const asked: number[] = [];
  const read = ({ skip, limit }: Part) => {
    asked.push(skip);
    return Promise.resolve({ rows: Array.from({ length: Math.min(limit, total - skip) }, (_, i) => skip + i + add), total });
  };
  return { asked, read };
}
const settled = () => new Promise((done) => setTimeout(done, 0));

describe("a list that is read page by page", () => {
  it("reads what one looks at, once", async () => {
    const { asked, read } = numbers(10_050);
    const pages = new Pages<number>();
    await pages.begin(read, 0, 20);
    expect([pages.total, pages.at(7), pages.at(10_049)]).toEqual([10_050, 7, undefined]);
    pages.need(9_990, 10_200);
    pages.need(9_990, 10_200);
    await settled();
    expect(asked).toEqual([0, 9_900, 10_000]);
    expect(pages.at(10_049)).toBe(10_049);
  });

  it("shows what was there until what it became is here", async () => {
    const pages = new Pages<number>();
    await pages.begin(numbers(1000).read, 0, 99);
    pages.need(500, 510);
    await settled();
    const again = pages.begin(numbers(900, 5000).read, 500, 510);
    expect(pages.at(505)).toBe(505);
    await again;
    expect([pages.at(505), pages.at(5), pages.total]).toEqual([5505, undefined, 900]);
  });

  it("forgets an answer to what was asked before", async () => {
    const pages = new Pages<number>();
    let late = (): void => undefined;
    const slow = pages.begin(({ skip }) => new Promise((done) => (late = () => done({ rows: [skip - 1], total: 1 }))), 0, 0);
    await pages.begin(numbers(3).read, 0, 2);
    late();
    await slow;
    expect([pages.at(0), pages.total]).toEqual([0, 3]);
  });

  it("lets go of what was left far behind", async () => {
    const { read } = numbers(10_000);
    const pages = new Pages<number>();
    await pages.begin(read, 0, 0);
    for (let at = 0; at < 10_000; at += 100) {
      pages.need(at, at);
      await settled();
    }
    expect(pages.here.length).toBe(4000);
    expect([pages.at(0), pages.at(9_999)]).toEqual([undefined, 9_999]);
  });
});
