// Measures what a person waits for on screens:
//   node build/bench/reach.mjs PROGRAM SHOWN ROWS [MEASURE…]
// SHOWN is a library of the sample publication, a gallery, a map and articles with marks; ROWS one of
// very many articles. Prints one JSON object {figures, missing}; a screen that
// cannot be measured is named in missing, with the reason. Screens are found by
// role and name alone. MEASURE is a name of one (sent, gallery, map, film, draft, marks, list):
// only those are taken.
import { gzipSync } from 'node:zlib';
import { launch, median, processorTime, serve } from './browser.mjs';

const [program, shown, rows, ...only] = process.argv.slice(2);
const figures = [];
const missing = [];
const tell = (name, value, unit) => figures.push({ name, value, unit });
const browser = await launch();

await measured(shown, [sent, gallery, map, film, draft, marks]);
await measured(rows, [list]);
await browser.close();
console.log(JSON.stringify({ figures, missing }));

/** Serves a library and takes measures on it, one page each. */
async function measured(library, all) {
  const measures = all.filter((measure) => only.length === 0 || only.includes(measure.name));
  if (measures.length === 0) return;
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
  tell('gallery: first picture painted, at first', firsts[0], 'ms');
  tell('gallery: first picture painted', median(firsts), 'ms');
  tell('gallery: first picture painted, at best', Math.min(...firsts), 'ms');
  tell('gallery: all pictures in view painted', median(wholes), 'ms');
}

/** Frames while a map of many places is enlarged by the wheel and moved by the pointer. */
async function map(page, base) {
  await page.goto(`${base}map/reach-map`);
  const view = page.getByRole('application', { name: /^Map/ }).first();
  await view.waitFor();
  await view.scrollIntoViewIfNeeded();
  const box = await view.boundingBox();
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await view.focus();
  const enlarge = (i) => page.mouse.wheel(0, i % 40 < 20 ? -60 : 60);
  await page.mouse.move(centre.x, centre.y);
  // The fine land comes meanwhile: whoever is quick must not wait for it.
  const early = await frames(page, () => forAWhile(enlarge));
  tell('map: longest frame while it is enlarged as its land comes', early.longest, 'ms');
  tell('map: frames while nothing happens', (await frames(page, () => page.waitForTimeout(2000))).rate, 'frames/s');
  const wheel = await frames(page, () => forAWhile(enlarge));
  await page.mouse.down();
  const drag = await frames(page, () => forAWhile((i) => page.mouse.move(centre.x + 150 * Math.sin(i / 8), centre.y + 80 * Math.cos(i / 8))));
  await page.mouse.up();
  for (const [name, told] of [['enlarged', wheel], ['moved', drag]]) {
    tell(`map: frames while it is ${name}`, told.rate, 'frames/s');
    tell(`map: longest frame while it is ${name}`, told.longest, 'ms');
    tell(`map: processor time of the page for a frame while it is ${name}`, told.busy, 'ms');
  }
}

/** Does something again and again for three seconds. */
async function forAWhile(act) {
  for (let i = 1, end = performance.now() + 3000; performance.now() < end; i += 1) await act(i);
}

/**
 * What a page draws while something is done: whole frames a second, the longest
 * of them, and the processor time of its thread for each, which says the same on
 * a machine that is busy.
 */
async function frames(page, act) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => (await cdp.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration').value * 1000;
  await page.evaluate(() => {
    const count = { times: [], on: true };
    window.counted = count;
    const frame = (now) => {
      count.times.push(now);
      if (count.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const before = await busy();
  await act();
  const spent = (await busy()) - before;
  const times = await page.evaluate(() => {
    window.counted.on = false;
    return window.counted.times;
  });
  await cdp.detach();
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  return { rate: Math.round((gaps.length * 1000) / (times.at(-1) - times[0])), longest: Math.max(...gaps), busy: spent / gaps.length };
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

/** A draft of 20,000 words: from the click on its link until its text is painted, keys pressed in its middle, and the saves meanwhile. */
async function draft(page, base, host) {
  await page.addInitScript(heedSaves);
  await page.goto(`${base}desk`);
  const title = `Twenty thousand words ${Date.now()}`;
  const id = await page.evaluate(longDraft, title);
  const opened = [];
  for (let round = 0; round < 5; round += 1) {
    await page.goto(`${base}desk`);
    const link = page.getByRole('main').getByRole('link', { name: title }).first();
    await link.waitFor();
    opened.push(await link.evaluate(async (element) => {
      const began = performance.now();
      element.click();
      while (!document.querySelector('main [role="textbox"][aria-multiline="true"] > p')) {
        if (performance.now() - began > 30_000) throw new Error('no text came');
        await new Promise(requestAnimationFrame);
      }
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); // this frame painted it
      return performance.now() - began;
    }));
  }
  tell('draft of 20,000 words: opened, its text painted, at first', opened[0], 'ms');
  tell('draft of 20,000 words: opened, its text painted', median(opened), 'ms');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => (await cdp.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration').value * 1000;
  await page.getByRole('main').locator('[role="textbox"][aria-multiline="true"] > p').nth(125).click();
  await page.evaluate(heedKeys);
  await page.keyboard.type('warm ');
  await page.waitForTimeout(2000);
  await page.evaluate(() => { window.keys.length = 0; window.saves.length = 0; });
  const before = processorTime(host.pid);
  const costs = [];
  for (const letter of 'and the tide came in again '.repeat(12)) {
    const at = await busy();
    await page.keyboard.type(letter);
    await page.waitForTimeout(60); // its frame, and a save where one is due
    costs.push((await busy()) - at);
  }
  await page.waitForTimeout(1500);
  const used = processorTime(host.pid) - before;
  const { keys, saves } = await page.evaluate(() => ({ keys: window.keys, saves: window.saves }));
  if (keys.length < 100 || saves.length < 5) throw new Error(`${keys.length} keys and ${saves.length} saves were seen`);
  tell('draft of 20,000 words: a key, processor time of the page with frame and saves, p95', percentile(costs, 0.95), 'ms');
  tell('draft of 20,000 words: a key, processor time of the page with frame and saves, median', median(costs), 'ms');
  tell('draft of 20,000 words: a key, script and its frame, p95', percentile(keys.map((key) => key.work), 0.95), 'ms');
  tell('draft of 20,000 words: a key, script and its frame, median', median(keys.map((key) => key.work)), 'ms');
  tell('draft of 20,000 words: a key, script alone, p95', percentile(keys.map((key) => key.script), 0.95), 'ms');
  tell('draft of 20,000 words: from a key until it is painted, p95', percentile(keys.map((key) => key.painted), 0.95), 'ms');
  tell('draft of 20,000 words: a save is acknowledged, p95', percentile(saves, 0.95), 'ms');
  tell('draft of 20,000 words: a save is acknowledged, median', median(saves), 'ms');
  if (Number.isFinite(used)) tell('draft of 20,000 words: processor time of the program a save', used / saves.length, 'ms');
  const checks = await page.evaluate(async (draft) => {
    const times = [];
    for (let i = 0; i < 12; i += 1) {
      const began = performance.now();
      const answer = await fetch('/api/Drafts/Check', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ id: draft }) });
      await answer.json();
      if (!answer.ok) throw new Error(`preflight answered ${answer.status}`);
      times.push(performance.now() - began);
    }
    return times;
  }, id);
  tell('draft of 20,000 words: preflight answers', median(checks), 'ms');
  await page.evaluate(async (draft) => fetch('/api/Drafts/Discard', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ id: draft }) }), id);
}

/** Runs in the page: begins a draft of 250 paragraphs of 80 words. */
async function longDraft(title) {
  const ask = async (name, body) => (await fetch(`/api/${name}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();
  const made = await ask('Drafts/New', { title });
  const words = 'harbour tide boats quay night wind rope lamp water stone ferry pilot crew'.split(' ');
  const paragraph = (p) => Array.from({ length: 80 }, (_, i) => words[(i * 7 + p * (i % 5 + 1)) % words.length]).join(' ');
  const text = Array.from({ length: 250 }, (_, p) => (p % 20 === 0 ? `## Part ${p}\n\n` : '') + `${paragraph(p)}, number ${p}.`).join('\n\n');
  await ask('Drafts/Words', { id: made.draft, text, as: 'markdown' });
  return made.draft;
}

/** Runs in the page before it: how long each save of a draft takes to be acknowledged. */
function heedSaves() {
  window.saves = [];
  const ask = window.fetch;
  window.fetch = async (...args) => {
    const began = performance.now();
    const answer = await ask(...args);
    if (String(args[0]).endsWith('/Drafts/Save')) window.saves.push(performance.now() - began);
    return answer;
  };
}

/** Runs in the page: what each key costs, without the wait for the screen's next frame, and how long it takes with that. */
function heedKeys() {
  window.keys = [];
  let pressed = 0;
  let stamp = 0;
  const later = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  };
  document.addEventListener('keydown', (event) => {
    pressed = performance.now();
    stamp = event.timeStamp;
  }, true);
  document.addEventListener('keypress', () => {
    const [from, at] = [pressed, stamp];
    later(() => {
      const script = performance.now() - from;
      requestAnimationFrame(() => {
        const frame = performance.now();
        later(() => window.keys.push({ script, work: script + performance.now() - frame, painted: performance.now() - at }));
      });
    });
  }, true);
}

/** Marks on articles of 20,000 words: 500 drawn anew after one of them changed elsewhere, and a panel of 10,000 opened and scrolled. */
async function marks(page, base) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => (await cdp.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration').value * 1000;
  const cost = async (act) => {
    const before = await busy();
    await act();
    await page.waitForTimeout(600); // the event of it, the answer, and their frames
    return (await busy()) - before;
  };
  const open = async (id, some) => {
    await page.goto(`${base}article/${id}`);
    if (some) await page.evaluate(areDrawn);
    await page.waitForTimeout(3000); // what a page does by itself after it stands
  };
  let colour = 0;
  const changed = async () => median(await several(8, () => cost(() => page.evaluate(recolour, (colour += 1) % 8 + 1))));
  await open('reach-map', false);
  const without = await changed(); // the same change, heard by a page that has nothing to draw
  await open('reach-marked', true);
  tell('marks: 500 drawn anew with their frame, processor time of the page', (await changed()) - without, 'ms');
  const idle = median(await several(8, () => cost(() => undefined)));
  await open('reach-panel', true);
  const opened = [];
  const scrolled = [];
  for (let round = 0; round < 5; round += 1) {
    opened.push(await cost(() => page.keyboard.press('Shift+H')));
    const panel = page.getByRole('complementary', { name: /notes|highlights/i }).first();
    scrolled.push(await cost(() => panel.evaluate((box, far) => {
      const scroller = [box, ...box.querySelectorAll('*')].find((one) => one.scrollHeight > one.clientHeight + 1000) ?? document.scrollingElement;
      scroller.scrollTop = scroller.scrollHeight * far;
    }, (round + 1) / 6)));
    await page.keyboard.press('Shift+H');
    await page.waitForTimeout(600);
  }
  tell('marks: a panel of 10,000 opened with its frame, processor time of the page', median(opened) - idle, 'ms');
  tell('marks: a panel of 10,000 opened with its frame, processor time of the page, at first', opened[0] - idle, 'ms');
  tell('marks: a jump in a panel of 10,000, processor time of the page', median(scrolled) - idle, 'ms');
}

/** Runs in the page: waits until marks are drawn. */
async function areDrawn() {
  const began = performance.now();
  while (![...CSS.highlights.keys()].some((name) => /^mark-\d/.test(name))) {
    if (performance.now() - began > 60_000) throw new Error('no marks are drawn');
    await new Promise(requestAnimationFrame);
  }
}

/** Runs in the page: gives its first mark another colour, as another window would. */
async function recolour(colour) {
  const ask = async (name, body) => (await fetch(`/api/${name}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();
  const { highlights } = await ask('Highlights/List', { article: 'reach-marked', limit: 1 });
  await ask('Highlights/Change', { ids: [highlights[0].id], colour });
}

async function several(rounds, act) {
  const list = [];
  for (let round = 0; round < rounds; round += 1) list.push(await act());
  return list;
}

function percentile(list, of) {
  return [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * of))];
}

/** Jumps all over a very long list: the program's processor time for each, and how long until rows stand. */
async function list(page, base, host) {
  await page.goto(`${base}list`);
  const box = page.getByRole('listbox', { name: 'Articles' });
  await box.getByRole('option').first().waitFor();
  await page.evaluate(`window.seen = ${seen}`);
  await settled(host);
  const times = [];
  const before = processorTime(host.pid);
  const jumps = 40;
  for (let i = 0; i < jumps; i += 1) {
    const to = ((i * 17 + 5) % jumps + 0.37) / jumps; // never twice the same page
    times.push(await box.evaluate(async (scroller, at) => {
      const began = performance.now();
      const before = new Set([...scroller.querySelectorAll('[role="option"]')].map((row) => row.getAttribute('aria-posinset')));
      scroller.scrollTop = at * (scroller.scrollHeight - scroller.clientHeight);
      const others = () => [...scroller.querySelectorAll('[role="option"]')].some((row) => !before.has(row.getAttribute('aria-posinset')));
      while (!others() || !window.seen(scroller).filled) {
        if (performance.now() - began > 30_000) throw new Error('no rows came');
        await new Promise(requestAnimationFrame);
      }
      await new Promise(requestAnimationFrame);
      return performance.now() - began;
    }, to));
  }
  await page.waitForTimeout(1000);
  const used = processorTime(host.pid) - before;
  if (Number.isFinite(used)) tell('list: a jump, processor time of the program', used / jumps, 'ms');
  tell('list: a jump, until its rows are painted', median(times), 'ms');
  tell('list: the slowest jump, until its rows are painted', Math.max(...times), 'ms');
  await densities(page, box);
}

/** Goes to several places of the list in each of its densities, scrolls on from there, and goes to its end. */
async function densities(page, box) {
  const places = [0, 0.37, 0.5, 0.93, 1];
  const choices = await page.getByRole('radiogroup', { name: 'Density' }).getByRole('radio').all();
  const wanted = choices.length * places.length;
  let whole = 0;
  let still = 0;
  let ends = 0;
  for (const choice of choices) {
    await choice.check({ force: true }); // its label lies over it
    for (const place of places) {
      await box.evaluate((scroller, at) => (scroller.scrollTop = at * (scroller.scrollHeight - scroller.clientHeight)), place);
      if (await stands(box)) whole += 1;
      const bare = await box.evaluate(onwards);
      if (bare === 0) still += 1;
      else process.stderr.write(`bench: at ${place} ${bare} frames had a hole\n`);
    }
    await box.focus();
    await page.keyboard.press('End');
    const last = box.getByRole('option').last();
    await page.waitForFunction(() => {
      const current = document.getElementById(document.querySelector('[role="listbox"]').getAttribute('aria-activedescendant'));
      return current !== null && current.getAttribute('aria-posinset') === current.getAttribute('aria-setsize');
    }).then(() => last.evaluate((row) => {
      const [own, around] = [row.getBoundingClientRect(), row.closest('[role="listbox"]').getBoundingClientRect()];
      return row.getAttribute('aria-posinset') === row.getAttribute('aria-setsize') && own.bottom <= around.bottom + 1 && own.top >= around.top;
    })).then((seen) => (ends += seen ? 1 : 0), () => undefined);
  }
  tell('list: places whose rows all came, of each density', (100 * whole) / wanted, '%');
  tell('list: places scrolled on from without a hole in any frame', (100 * still) / wanted, '%');
  tell('list: densities in which the last row is reached and seen whole', (100 * ends) / choices.length, '%');
}

/** Whether rows, and no room for them, come to stand all over a list within some seconds. */
function stands(box) {
  return box.evaluate(async (scroller) => {
    for (let end = performance.now() + 20_000; performance.now() < end; ) {
      await new Promise(requestAnimationFrame);
      if (window.seen(scroller).filled) return true;
    }
    return false;
  });
}

/** Scrolls on a third of a screen a frame, back and forth; gives in how many frames there was a hole. */
async function onwards(scroller) {
  let holes = 0;
  for (let i = 0; i < 40; i += 1) {
    scroller.scrollTop += (i % 20 < 10 ? 1 : -1) * Math.round(scroller.clientHeight / 3);
    // Scrolling is heard before a frame, so what it draws stands in the next callback.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    if (window.seen(scroller).hole) holes += 1;
  }
  return holes;
}

/**
 * What is seen of a list, looked at every few pixels down its side: filled when
 * there are rows and heads of days alone, a hole where not even room is kept for
 * a row. It runs in the page.
 */
function seen(scroller) {
  const around = scroller.getBoundingClientRect();
  const rows = [...scroller.querySelectorAll('[role="option"]')];
  const last = rows.at(-1);
  const ends = last && last.getAttribute('aria-posinset') === last.getAttribute('aria-setsize');
  const floor = ends ? Math.min(around.bottom, last.getBoundingClientRect().bottom) : around.bottom;
  let filled = rows.length > 0 && rows.every((row) => row.textContent.trim() !== '');
  let hole = false;
  for (let y = around.top + 5; y < floor - 5; y += 9) {
    const there = document.elementFromPoint(around.left + scroller.clientWidth / 6, y);
    if (there && there.closest('[role="option"], [aria-hidden="true"]')) continue;
    filled = false;
    // What holds rows and is none of them is the ground of the list.
    hole ||= !there || there === scroller || there.querySelector('[role="option"]') !== null;
  }
  return { filled, hole };
}

/** Waits until the program rests, which reads its index ahead some seconds after it started: its processor time stands still. */
async function settled(host) {
  const still = 10;
  for (let last = NaN, seconds = 0, round = 0; seconds < still && round < 120; round += 1) {
    const now = processorTime(host.pid);
    if (!Number.isFinite(now)) return;
    seconds = now === last ? seconds + 1 : 0;
    last = now;
    await new Promise((done) => setTimeout(done, 1000));
  }
}
