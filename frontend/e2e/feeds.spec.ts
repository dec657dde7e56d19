/** Subscriptions, from the address of a page to articles in the list; every request goes to a server of this test. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { accessible, expect, ready, test } from "./library";

const items = (list: [string, string][]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>The Loopback Paper</title><link>http://paper.example/</link>${list
    .map(([id, text]) => `<item><guid isPermaLink="false">${id}</guid><title>Story ${id}</title><link>http://paper.example/${id}</link><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate><description>${text}</description></item>`)
    .join("")}</channel></rss>`;

const story = `<!doctype html><html lang="en"><title>The lamp of the lighthouse</title><nav><a href="/">Home</a></nav><article><h1>The lamp of the lighthouse</h1>${[
  "The keeper climbed the stairs each evening, and each evening he lit the lamp, as his father had done before him and as nobody would do after him.",
  "In the winter of that year the board wrote that the lamp was to be lit by a clock. He read the letter twice, and put it under the oil can.",
  "The ships that passed did not notice the change. The birds did, since the clock was never late, and the windows were never opened again.",
]
  .map((text) => `<p>${text}</p>`)
  .join("")}</article></html>`;

test.use({ own: "feeds" }); // its requests stand in the ledger

let site: Server;
let at = "";
let feed = items([["one", "The first text."], ["two", "The second text."]]);

test.beforeAll(async () => {
  site = createServer((request, response) => {
    const page = `<!doctype html><title>A paper</title><link rel="alternate" type="application/rss+xml" title="All of it" href="/feed.xml"><link rel="alternate" type="application/rss+xml" title="Sport" href="/sport.xml">`;
    const text = { "/": page, "/feed.xml": feed, "/story.html": story, "/sport.xml": items([["s", "A match."]]).replace("The Loopback Paper", "Sport of the Paper") }[request.url ?? ""];
    response.statusCode = text ? 200 : 404;
    response.end(text ?? "");
  });
  await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
  at = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
test.afterAll(() => site.close());

test("a page's feed is chosen, brings its articles, is asked again and left, with undo", async ({ page }) => {
  await page.goto("/library");
  await ready(page);
  await expect(page.getByText("No feeds yet.")).toBeVisible();
  await page.getByLabel("Address of a page or a feed").fill(at);
  await page.getByRole("button", { name: "Subscribe", exact: true }).click();
  // A host of one's own machine is asked only where that is meant.
  await expect(page.getByRole("alert").filter({ hasText: "on this machine" })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Ask it all the same" }).click();
  await page.getByRole("button", { name: "All of it" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "The Loopback Paper" }).filter({ has: page.getByRole("button", { name: "More for" }) });
  await expect(page.getByText("Subscribed to The Loopback Paper: 2 new articles")).toBeVisible();
  await expect(row).toBeVisible();
  await accessible(page);

  feed = items([["one", "The first text."], ["two", "The second text."], ["three", "The third text."]]);
  await page.getByRole("button", { name: "Ask all for news" }).click();
  await expect(page.getByText("1 new article", { exact: true })).toBeVisible();

  await page.getByLabel("Asked by itself").selectOption("Every hour");
  await page.reload();
  await ready(page);
  await expect(page.getByLabel("Asked by itself")).toHaveValue("60");
  await page.getByLabel("Asked by itself").selectOption("Never");

  await row.getByRole("button", { name: "More for" }).click();
  await page.getByRole("menuitem", { name: "Unsubscribe" }).click();
  await expect(page.getByText("Unsubscribed from The Loopback Paper; its articles stay")).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(row).toBeVisible();

  await row.getByRole("link", { name: "The Loopback Paper" }).click();
  await ready(page);
  await expect(page.getByRole("option", { name: /Story three/ }).first()).toBeVisible();
});

test("what changed since it was read says so in the list and on its page", async ({ page }) => {
  feed = items([["one", "The first text."], ["two", "The second text."], ["three", "The third text."]]);
  await page.goto("/list");
  await ready(page);
  await page.keyboard.press("Shift+A");
  await expect(page.locator("[role=option].unread")).toHaveCount(0);
  feed = items([["one", "The first text."], ["two", "The second text, put right."], ["three", "The third text."]]);
  await page.goto("/library");
  await ready(page);
  await page.getByRole("button", { name: "Ask all for news" }).click();
  await expect(page.getByText("Nothing new, 1 changed", { exact: true })).toBeVisible();

  await page.goto("/list");
  await ready(page);
  const changed = page.getByRole("option").filter({ hasText: "changed since you read it" });
  await expect(changed).toHaveCount(1);
  await expect(changed).toContainText("Story two");
  for (const density of ["Cards", "Magazine", "List", "Compact"]) {
    await page.getByRole("radiogroup", { name: "Density" }).getByRole("radio", { name: density, exact: true }).check();
    await expect(changed.getByText("Changed", { exact: true })).toBeVisible();
  }
  await accessible(page);
  await page.goto("/article/two");
  await ready(page);
  await expect(page.getByRole("note").filter({ hasText: "has changed since you read it" })).toBeVisible();
  await accessible(page);
  await page.getByRole("note").getByRole("link", { name: "See what changed" }).click();
  await expect(page).toHaveURL(/\/article\/two\/versions\?a=1&b=2$/);
});

test("a page is imported once, without a subscription", async ({ page }) => {
  await page.goto("/library");
  await ready(page);
  await page.getByLabel("Address of a page or a feed").fill(`${at}/story.html`);
  await page.getByRole("button", { name: "Import once" }).click();
  await page.getByRole("button", { name: "Ask it all the same" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Web page")).toBeVisible();
  await expect(dialog.getByText("new article", { exact: true })).toBeVisible();
  await accessible(page);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await page.goto("/search?q=keeper+stairs");
  await ready(page);
  await expect(page.getByRole("link", { name: "The lamp of the lighthouse" }).first()).toBeVisible();
});

test("what stands at a wrong address is said beside the field", async ({ page }) => {
  await page.goto("/library");
  await ready(page);
  for (const [address, says] of [["ftp://example.org/", "neither"], ["no address at all", "no address of the web"]] as const) {
    await page.getByLabel("Address of a page or a feed").fill(address);
    await page.getByLabel("Address of a page or a feed").press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: says })).toBeVisible();
  }
});
