// Measures maps in Chromium: node e2e/measure-map.mjs ADDRESS PATH… How long until one is
// drawn, the time between frames while it is dragged and enlarged, and the processor time
// of the main thread for each frame, which says the same on a machine that is busy.
import { chromium } from "@playwright/test";

const [address, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(address);
  await page.locator("main h1").waitFor();
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => (await client.send("Performance.getMetrics")).metrics.find((metric) => metric.name === "TaskDuration").value * 1000;
  for (const path of paths) {
  await page.goto(new URL(path, address).href);
  await page.locator("[data-drawn]").waitFor();
  const drawn = await page.evaluate(() => performance.now());
  await page.waitForTimeout(1000);
  const box = await page.locator("canvas").boundingBox();
  const frames = async (act) => {
    await page.evaluate(() => {
      window.gaps = [];
      let last = performance.now();
      const step = (now) => {
        window.gaps.push(now - last);
        last = now;
        window.going = requestAnimationFrame(step);
      };
      window.going = requestAnimationFrame(step);
    });
    const before = await busy();
    await act();
    const spent = await busy() - before;
    const gaps = await page.evaluate(() => {
      cancelAnimationFrame(window.going);
      return window.gaps.slice(1).sort((a, b) => a - b);
    });
    const at = (share) => Math.round((gaps[Math.floor((gaps.length - 1) * share)] ?? 0) * 10) / 10;
    return { frames: gaps.length, median: at(0.5), p95: at(0.95), most: at(1), cpu: Math.round((10 * spent) / gaps.length) / 10 };
  };
  const act = (kind) =>
    page.evaluate(
      ([kind, x, y]) =>
        new Promise((done) => {
          const map = document.querySelector("[role=application]");
          let i = 0;
          const fire = (name, at, extra = {}) => map.dispatchEvent(new (name === "wheel" ? WheelEvent : PointerEvent)(name, { clientX: at[0], clientY: at[1], pointerId: 1, bubbles: true, cancelable: true, ...extra }));
          map.setPointerCapture = () => undefined;
          if (kind === "drag") fire("pointerdown", [x, y]);
          const step = () => {
            i++;
            if (kind === "drag") fire("pointermove", [x + 200 * Math.sin(i / 15), y + 120 * Math.sin(i / 23)]);
            else fire("wheel", [x, y], { deltaY: Math.sin(i / 30) > 0 ? -40 : 40 });
            if (i < 180) requestAnimationFrame(step);
            else {
              if (kind === "drag") fire("pointerup", [x, y]);
              done();
            }
          };
          requestAnimationFrame(step);
        }),
      [kind, box.x + box.width / 2, box.y + box.height / 2],
    );
  console.log(JSON.stringify({ path, drawn_ms: Math.round(drawn), drag: await frames(() => act("drag")), wheel: await frames(() => act("wheel")) }));
  }
} finally {
  await browser.close();
}
