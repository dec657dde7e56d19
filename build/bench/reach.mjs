// Measures what a person waits for on screens:
//   node build/bench/reach.mjs PROGRAM SHOWN ROWS
// SHOWN is a library of the sample publication, a gallery and a map; ROWS one of
// very many articles. Prints one JSON object {figures, missing}; a screen that
// cannot be measured is named in missing, with the reason. Screens are found by
// role and name alone.
import { gzipSync } from 'node:zlib';
import { launch, median, processorTime, serve } from './browser.mjs';

const [program, shown, rows] = process.argv.slice(2);
const figures = [];
const missing = [];
const tell = (name, value, unit) => figures.push({ name, value, unit });
const browser = await launch();

await measured(shown, [sent, gallery, map, film]);
await measured(rows, [list]);
await browser.close();
console.log(JSON.stringify({ figures, missing }));

/** Serves a library and takes measures on it, one page each. */
async function measured(library, measures) {
  const host = await serve(program, library);
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    context.setDefaultTimeout(60_000);
    const first = await context.newPage();
    await first.goto(host.url);
    await first.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
    const base = new URL('/', host.url).href;
    await first.close();
    for (const measure of measures) {
      const page = await context.newPage();
      try {
        process.stderr.write(`bench: ${measure.name}\n`);
        await measure(page, base, host);
      } catch (cause) {
        missing.push(`${measure.name}: ${String(cause.message ?? cause).split('\n')[0]}`);
      }
      await page.close();
    }
    await context.close();
  } finally {
    await host.stop();
  }
}

/** What travels before the first article stands: the front page cold, then an article. */
async function sent(page, base) {
  const cdp = await page.context().newCDPSession(page);
  const kinds = new Map();
  const bytes = new Map();
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  cdp.on('Network.responseReceived', (event) => kinds.set(event.requestId, event.type));
  cdp.on('Network.loadingFinished', (event) => {
    const kind = kinds.get(event.requestId) ?? 'Other';
    bytes.set(kind, (bytes.get(kind) ?? 0) + event.encodedDataLength);
  });
  // The stream of events never ends, so the network is quiet when nothing has come for a second.
  const texts = [];
  page.on('response', (response) => {
    if (['document', 'script', 'stylesheet'].includes(response.request().resourceType())) texts.push(response.body());
  });
  const quiet = async () => {
    for (let before = -1, now = 0; before !== now; ) {
      before = now;
      await page.waitForTimeout(1000);
      now = [...bytes.values()].reduce((all, one) => all + one, 0);
    }
  };
  await page.goto(base);
  await quiet();
  const article = page.getByRole('region', { name: "Editor's Choice" }).getByRole('link').first();
  // A document that is loaded anew would send everything again: the link is followed.
  await article.click();
  await page.waitForURL(/\/article\//);
  await page.getByRole('region', { name: 'Article text' }).waitFor();
  await quiet();
  const sum = (...names) => names.reduce((all, name) => all + (bytes.get(name) ?? 0), 0) / 1000;
  // On this machine nothing is compressed on its way; the promise is in gzip, as a disk or a network would have it.
  const zipped = (await Promise.all(texts)).reduce((all, text) => all + gzipSync(text).length, 0) / 1000;
  tell('front page and article: page, scripts and styles in gzip', zipped, 'kB');
  tell('front page and article: page, scripts and styles as sent', sum('Document', 'Script', 'Stylesheet'), 'kB');
  tell('front page and article: fonts as sent', sum('Font'), 'kB');
  tell('front page and article: answers of the program as sent', sum('Fetch', 'XHR'), 'kB');
  tell('front page and article: pictures as sent', sum('Image'), 'kB');
}

/** From the click on its link to the pictures of a big gallery. */
async function gallery(page, base) {
  const firsts = [];
  const wholes = [];
  for (let round = 0; round < 5; round += 1) {
    await page.goto(`${base}gallery`);
    const link = page.getByRole('main').getByRole('link', { name: /A gallery of many pictures/ }).first();
    await link.scrollIntoViewIfNeeded();
    const times = await link.evaluate(async (element) => {
      const from = location.pathname;
      const began = performance.now();
      element.click();
      // The buttons that open a picture are the gallery's own; those in view count.
      const views = () => location.pathname === from ? [] : [...document.querySelectorAll('main button img')].filter((picture) => {
        const box = picture.getBoundingClientRect();
        return box.bottom > 0 && box.top < innerHeight && box.width > 0;
      });
      const stands = (picture) => picture.complete && picture.naturalWidth > 0;
      const until = async (ready) => {
        while (!ready(views())) {
          if (performance.now() - began > 30_000) throw new Error('no picture came');
          await new Promise(requestAnimationFrame);
        }
        await new Promise(requestAnimationFrame); // this frame paints it
        return performance.now() - began;
      };
      const first = await until((list) => list.some(stands));
      return { first, whole: await until((list) => list.length > 0 && list.every(stands)) };
    });
    firsts.push(times.first);
    wholes.push(times.whole);
  }
  tell('gallery: first picture painted', median(firsts), 'ms');
  tell('gallery: all pictures in view painted', median(wholes), 'ms');
}

/** Frames a second while a map of many places is moved by the pointer and enlarged by the wheel. */
async function map(page, base) {
  await page.goto(`${base}map/reach-map`);
  const view = page.getByRole('application', { name: /^Map/ }).first();
  await view.waitFor();
  await view.scrollIntoViewIfNeeded();
  const box = await view.boundingBox();
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await view.focus();
  tell('map: frames while nothing happens', await frames(page, () => page.waitForTimeout(2000)), 'frames/s');
  tell('map: frames while it is enlarged', await frames(page, async () => {
    await page.mouse.move(centre.x, centre.y);
    await forAWhile((i) => page.mouse.wheel(0, i % 40 < 20 ? -60 : 60));
  }), 'frames/s');
  tell('map: frames while it is moved', await frames(page, async () => {
    await page.mouse.move(centre.x, centre.y);
    await page.mouse.down();
    await forAWhile((i) => page.mouse.move(centre.x + 150 * Math.sin(i / 8), centre.y + 80 * Math.cos(i / 8)));
    await page.mouse.up();
  }), 'frames/s');
}

/** Does something again and again for three seconds. */
async function forAWhile(act) {
  for (let i = 1, end = performance.now() + 3000; performance.now() < end; i += 1) await act(i);
}

/** Frames a second that the page draws while something is done. */
async function frames(page, act) {
  await page.evaluate(() => {
    const count = { frames: 0, began: performance.now(), on: true };
    window.counted = count;
    const frame = () => {
      count.frames += 1;
      if (count.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await act();
  return page.evaluate(() => {
    window.counted.on = false;
    return (window.counted.frames * 1000) / (performance.now() - window.counted.began);
  });
}

/** From asking for another moment of a film to its picture. */
async function film(page, base) {
  await page.goto(`${base}gallery`);
  await page.getByRole('main').getByRole('tab', { name: 'Film', exact: true }).click();
  await page.getByRole('main').getByRole('link', { name: /A fortnight of tides/ }).first().click();
  const player = page.locator('video').first();
  await player.waitFor();
  const times = await player.evaluate(async (video) => {
    if (!(video.duration > 0)) {
      video.load();
      await new Promise((done, fail) => {
        video.addEventListener('loadedmetadata', done, { once: true });
        video.addEventListener('error', () => fail(new Error('the film does not load')), { once: true });
      });
    }
    const taken = [];
    for (let i = 0; i < 12; i += 1) {
      const began = performance.now();
      const shown = new Promise((done) => video.addEventListener('seeked', done, { once: true }));
      video.currentTime = video.duration * ((i * 7 + 3) % 12) / 12;
      await shown;
      await new Promise(requestAnimationFrame);
      taken.push(performance.now() - began);
    }
    return taken;
  });
  tell('film: seek', median(times), 'ms');
  tell('film: slowest seek', Math.max(...times), 'ms');
}

/** Jumps all over a very long list: the program's processor time for each, and how long until rows stand. */
async function list(page, base, host) {
  await page.goto(`${base}list`);
  const box = page.getByRole('listbox', { name: 'Articles' }).or(page.getByRole('grid', { name: 'Articles' })).first();
  await box.getByRole('option').or(box.getByRole('row')).first().waitFor();
  await settled(host);
  const times = [];
  const before = processorTime(host.pid);
  const jumps = 40;
  for (let i = 0; i < jumps; i += 1) {
    const to = ((i * 17 + 5) % jumps + 0.37) / jumps; // never twice the same page
    times.push(await box.evaluate(async (scroller, at) => {
      const began = performance.now();
      const before = new Set([...scroller.querySelectorAll('[role="option"], [role="row"]')].map((row) => row.getAttribute('aria-posinset')));
      scroller.scrollTop = at * (scroller.scrollHeight - scroller.clientHeight);
      const filled = () => {
        const box = scroller.getBoundingClientRect();
        const rows = [...scroller.querySelectorAll('[role="option"], [role="row"]')].filter((row) => {
          const own = row.getBoundingClientRect();
          return own.bottom > box.top && own.top < box.bottom;
        });
        const height = rows.reduce((all, row) => all + row.getBoundingClientRect().height, 0);
        return rows.some((row) => !before.has(row.getAttribute('aria-posinset'))) && height >= box.height * 0.95 && rows.every((row) => row.textContent.trim() !== '');
      };
      while (!filled()) {
        if (performance.now() - began > 30_000) throw new Error('no rows came');
        await new Promise(requestAnimationFrame);
      }
      await new Promise(requestAnimationFrame);
      return performance.now() - began;
    }, to));
  }
  await settled(host);
  const used = processorTime(host.pid) - before;
  if (Number.isFinite(used)) tell('list: a jump, processor time of the program', used / jumps, 'ms');
  tell('list: a jump, until its rows are painted', median(times), 'ms');
  tell('list: the slowest jump, until its rows are painted', Math.max(...times), 'ms');
}

/** Waits until the program rests: its processor time stands still for a second. */
async function settled(host) {
  for (let last = NaN, round = 0; round < 60; round += 1) {
    const now = processorTime(host.pid);
    if (!Number.isFinite(now) || now === last) return;
    last = now;
    await new Promise((done) => setTimeout(done, 1000));
  }
}
