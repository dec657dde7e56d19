import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { scrollTo } from "./scroll";

let grow: () => void = () => undefined;
let height = 0;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(tell: () => void) {
        grow = tell;
      }
      observe() {}
      disconnect() {
        grow = () => undefined;
      }
    },
  );
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function scroller(): HTMLElement {
  const main = document.createElement("main");
  main.append(document.createElement("div"));
  main.scrollTo = ((where: ScrollToOptions) => (main.scrollTop = Math.min(height, where.top ?? 0))) as typeof main.scrollTo;
  return main;
}

describe("going back to where one was", () => {
  it("waits for a page that still grows", () => {
    height = 100;
    const main = scroller();
    scrollTo(main, 600);
    expect(main.scrollTop).toBe(100);
    height = 900;
    grow();
    expect(main.scrollTop).toBe(600);
  });

  it.each([["the person moves", () => void dispatchEvent(new Event("wheel"))], ["it took too long", () => void vi.advanceTimersByTime(2_100)]])("gives up once %s", (_, happens) => {
    height = 100;
    const main = scroller();
    scrollTo(main, 600);
    happens();
    height = 900;
    grow();
    expect(main.scrollTop).toBe(100);
  });
});
