import { afterEach, describe, expect, it, vi } from "vitest";
import { CallError, transport } from "./transport";

const call = transport();
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json" } });

async function failure(promise: Promise<unknown>): Promise<CallError> {
  const cause = await promise.then(() => null, (error: unknown) => error);
  expect(cause).toBeInstanceOf(CallError);
  return cause as CallError;
}

afterEach(() => {
  vi.unstubAllGlobals();
  delete (window as { go?: unknown }).go;
});

describe("a call over HTTP", () => {
  it("posts JSON and gives the answer", async () => {
    const fetch = vi.fn(async (_address: string, _init?: RequestInit) => json({ total: 3 }));
    vi.stubGlobal("fetch", fetch);
    await expect(call("Search", "Query", { query: "tide" })).resolves.toEqual({ total: 3 });
    const [address, init] = fetch.mock.calls[0] ?? [];
    expect(address).toBe("/api/Search/Query");
    expect(init?.method).toBe("POST");
    expect(typeof init?.body).toBe("string");
  });

  it("gives the bridge's error with its code and field", async () => {
    vi.stubGlobal("fetch", async () => json({ code: "invalid", field: "from", message: "A date is written as 2024." }, 400));
    const error = await failure(call("Articles", "List", {}));
    expect([error.code, error.field, error.message]).toEqual(["invalid", "from", "A date is written as 2024."]);
    expect(error.details).toBe("invalid (from): A date is written as 2024.");
  });

  it("says that nobody is there", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("failed")));
    expect((await failure(call("Library", "Shell", {}))).code).toBe("gone");
  });

  it("does not trust an answer that is no JSON", async () => {
    vi.stubGlobal("fetch", async () => new Response("<h1>proxy</h1>", { status: 502 }));
    expect((await failure(call("Library", "Shell", {}))).code).toBe("internal");
  });

  it("gives up the older request of a lane, and no other", async () => {
    const waits = (_address: string, init?: RequestInit) =>
      new Promise<Response>((done, fail) => {
        init?.signal?.addEventListener("abort", () => fail(new DOMException("aborted", "AbortError")));
        if (String(init?.body).includes("tide table")) done(json({ total: 1 }));
      });
    vi.stubGlobal("fetch", waits);
    const first = failure(call("Search", "Query", { query: "tid", lane: "search", number: 1 }));
    const second = call("Search", "Query", { query: "tide table", lane: "search", number: 2 });
    expect((await first).code).toBe("canceled");
    await expect(second).resolves.toEqual({ total: 1 });
  });
});

describe("a call in the window", () => {
  it("goes to the bound service", async () => {
    (window as { go?: unknown }).go = { bridge: { Tags: { List: async (request: unknown) => ({ asked: request }) } } };
    await expect(call("Tags", "List", { prefix: "h" })).resolves.toEqual({ asked: { prefix: "h" } });
  });

  it("reads the error out of its text", async () => {
    (window as { go?: unknown }).go = { bridge: { Tags: { Show: async () => Promise.reject(new Error('{"code":"not_found","message":"There is no such tag."}')) } } };
    const error = await failure(call("Tags", "Show", { slug: "x" }));
    expect([error.code, error.message]).toEqual(["not_found", "There is no such tag."]);
  });
});
