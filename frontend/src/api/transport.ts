import { prefix } from "../lib/prefix";
import type { Transport } from "./client.gen";
import type { BridgeError, OfferedResult } from "./types.gen";

/** An error of the bridge: its code decides what people are told. */
export class CallError extends Error {
  readonly code: string;
  readonly field: string;

  constructor(given: Partial<BridgeError>) {
    super(given.message ?? "");
    this.code = given.code ?? "internal";
    this.field = given.field ?? "";
  }

  /** What "copy details" gives. */
  get details(): string {
    return `${this.code}${this.field ? ` (${this.field})` : ""}: ${this.message}`;
  }
}

type Bound = Record<string, Record<string, (request: unknown) => Promise<unknown>>>;
interface WailsWindow {
  go?: { bridge?: Bound; window?: { Dialogs: { ChooseImport(): Promise<OfferedResult>; ChooseFolder(): Promise<OfferedResult>; OpenLibrary(folder: string): Promise<void> } } };
}

function wails(): WailsWindow {
  return window as unknown as WailsWindow;
}

/** True in the real window, where the calls are bound. */
export function inWindow(): boolean {
  return wails().go?.bridge !== undefined;
}

/** Picks how calls travel: bound in the window, else by HTTP. */
export function transport(): Transport {
  return (area, method, request) => (inWindow() ? callBound(area, method, request) : callOverHTTP(area, method, request));
}

async function callBound(area: string, method: string, request: unknown): Promise<unknown> {
  const call = wails().go?.bridge?.[area]?.[method];
  if (!call) throw new CallError({ code: "not_found", message: `${area}.${method}` });
  try {
    return await call(request);
  } catch (cause) {
    throw boundError(cause);
  }
}

/** Wails gives errors as text; ours is the JSON of a bridge error. */
function boundError(cause: unknown): CallError {
  const text = cause instanceof Error ? cause.message : String(cause);
  try {
    return new CallError(JSON.parse(text) as BridgeError);
  } catch {
    return new CallError({ message: text });
  }
}

async function callOverHTTP(area: string, method: string, request: unknown): Promise<unknown> {
  const headers = { "Content-Type": "application/json" };
  const signal = supersede((request as { lane?: string } | null)?.lane);
  return answer(await send(`api/${area}/${method}`, { headers, body: JSON.stringify(request), ...(signal ? { signal } : {}) }));
}

const lanes = new Map<string, AbortController>();

/**
 * Gives up the older request of a lane: the browser may send two in another order
 * than they were asked, and its answer is not wanted any more.
 */
function supersede(lane: string | undefined): AbortSignal | undefined {
  if (!lane) return undefined;
  lanes.get(lane)?.abort();
  const control = new AbortController();
  lanes.set(lane, control);
  return control.signal;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(prefix + path, { method: "POST", credentials: "same-origin", ...init });
  } catch (cause) {
    throw lost(cause);
  }
}

/** The error of a request that came to nothing: given up for a newer one, or nobody there. */
function lost(cause: unknown): CallError {
  if (cause instanceof DOMException && cause.name === "AbortError") return new CallError({ code: "canceled", message: "A newer call took its place." });
  return new CallError({ code: "gone", message: "The program does not answer." });
}

async function answer(response: Response): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => {
    throw lost(cause);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CallError({ message: `status ${response.status}` });
  }
  if (!response.ok) throw new CallError(value as BridgeError);
  return value;
}

/** Exchanges the one-time token in the address, if there is one, for a session. */
export async function signIn(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  try {
    await answer(await send("api/session", { headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token }) }));
  } catch (cause) {
    // A token that was used before may have left a session; the first call tells.
    if (!(cause instanceof CallError && cause.code === "denied")) throw cause;
  }
}

/** How many files are on their way at once. */
const atOnce = 4;

/**
 * Hands files over for one import, by their paths. wanted: whether to go on; null
 * where that was denied in between.
 */
export async function offerFiles(files: readonly { path: string; file: File }[], wanted: () => boolean = () => true): Promise<OfferedResult | null> {
  const [first, ...rest] = files;
  if (!first) return null;
  const offered = await offerFile(first);
  const next = rest.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of next) {
        if (!wanted()) return;
        await offerFile(one, offered.token);
      }
    }),
  );
  if (!wanted()) return null;
  return rest.length > 0 ? ((await transport()("Imports", "Offered", { id: offered.token })) as OfferedResult) : offered;
}

async function offerFile({ path, file }: { path: string; file: File }, beside = ""): Promise<OfferedResult> {
  // A Blob would end the window's program; the browser sends it without holding it.
  const body = inWindow() ? await file.arrayBuffer() : file;
  const query = new URLSearchParams({ name: path, ...(beside ? { with: beside } : {}) });
  return (await answer(await send(`offer?${query.toString()}`, { headers: { "Content-Type": "application/octet-stream" }, body }))) as OfferedResult;
}

/** Lets the person choose a file with the system's dialog; null where none was chosen. */
export async function chooseImport(): Promise<OfferedResult | null> {
  const dialogs = wails().go?.window?.Dialogs;
  if (!dialogs) return null;
  try {
    const offered = await dialogs.ChooseImport();
    return offered.token ? offered : null;
  } catch (cause) {
    throw boundError(cause);
  }
}

/** Names a folder of this machine by its path, which only a face of the person at this machine may. */
export async function offerFolder(path: string): Promise<OfferedResult> {
  const response = await send("offer/folder", { headers: { "Content-Type": "application/json" }, body: JSON.stringify({ path }) });
  return (await answer(response)) as OfferedResult;
}

/** Lets the person choose a folder with the system's dialog; null where none was chosen. */
export async function chooseFolder(): Promise<OfferedResult | null> {
  const dialogs = wails().go?.window?.Dialogs;
  if (!dialogs) return null;
  try {
    const offered = await dialogs.ChooseFolder();
    return offered.token ? offered : null;
  } catch (cause) {
    throw boundError(cause);
  }
}

/** Shows another library in a window of its own, which only the window can. */
export async function openLibrary(folder: string): Promise<void> {
  try {
    await wails().go?.window?.Dialogs.OpenLibrary(folder);
  } catch (cause) {
    throw boundError(cause);
  }
}
