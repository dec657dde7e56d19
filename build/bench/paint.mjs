// Measures from the start of the program to the painted front page:
//   node build/bench/paint.mjs PROGRAM LIBRARY
// The browser is running already, as a person's is. Prints one JSON object with
// the medians of several starts, in milliseconds.
import { launch, median, serve } from './browser.mjs';

const [program, library] = process.argv.slice(2);
const browser = await launch();
const runs = [];
for (let i = 0; i < 5; i += 1) runs.push(await run());
await browser.close();

const middle = (name) => median(runs.map((r) => r[name]));
console.log(JSON.stringify({ address: middle('address'), first: middle('first'), front: middle('front') }));

async function run() {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const began = performance.timeOrigin + performance.now();
  const host = await serve(program, library);
  try {
    const address = performance.timeOrigin + performance.now() - began;
    await page.goto(host.url, { waitUntil: 'commit' });
    // The front page stands when headlines of articles do; of what is painted
    // then, the largest thing counts (Largest Contentful Paint).
    await page.waitForSelector('main article a[href], main h2 a[href], main h3 a[href]');
    const { first, now } = await page.evaluate(async () => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const largest = await new Promise((done) => {
        new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(() => done(performance.now()), 1000);
      });
      const paint = performance.getEntriesByName('first-contentful-paint')[0];
      return { first: performance.timeOrigin + (paint?.startTime ?? largest), now: performance.timeOrigin + largest };
    });
    return { address, first: first - began, front: now - began };
  } finally {
    await page.context().close();
    await host.stop();
  }
}
