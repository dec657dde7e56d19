// Measures from the start of the program to the painted front page:
//   node build/bench/paint.mjs PROGRAM LIBRARY
// The browser is running already, as a person's is. Prints one JSON object with
// the medians of several starts, in milliseconds.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(path.resolve('frontend', 'package.json'));
const { chromium } = require(['playwright', 'playwright-core', '@playwright/test'].find((name) => {
  try {
    return require.resolve(name);
  } catch {
    return false;
  }
}));

const [program, library] = process.argv.slice(2);
const system = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
const browser = await chromium.launch({ executablePath: existsSync(chromium.executablePath()) ? undefined : system });
const runs = [];
for (let i = 0; i < 5; i += 1) runs.push(await run());
await browser.close();

const median = (name) => runs.map((r) => r[name]).sort((a, b) => a - b)[runs.length >> 1];
console.log(JSON.stringify({ address: median('address'), first: median('first'), front: median('front') }));

async function run() {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const began = performance.timeOrigin + performance.now();
  const server = spawn(program, ['--library', library, '--json', 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = await once(createInterface(server.stdout), 'line');
    const address = performance.timeOrigin + performance.now() - began;
    await page.goto(JSON.parse(line).url, { waitUntil: 'commit' });
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
    server.kill('SIGINT');
    await once(server, 'exit');
  }
}
