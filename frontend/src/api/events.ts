import { prefix } from "../lib/prefix";
import { inWindow } from "./transport";
import type { BridgeError, OfferedResult } from "./types.gen";

/** Something that happened in the program; pages ask for what they need. */
export interface BridgeEvent {
  event: string;
  job?: { id: string; kind: string; state: string; done: number; total: number; rate: number; revision: number };
  count?: number;
  command?: string;
  address?: string;
  offered?: OfferedResult;
  error?: BridgeError;
}

interface WailsRuntime {
  EventsOn(name: string, handle: (event: BridgeEvent) => void): () => void;
  EventsEmit(name: string): void;
}

function wailsRuntime(): WailsRuntime | undefined {
  return inWindow() ? (window as unknown as { runtime?: WailsRuntime }).runtime : undefined;
}

/** Calls back for every event; gives what ends it. */
export function listen(handle: (event: BridgeEvent) => void): () => void {
  const runtime = wailsRuntime();
  if (runtime) return runtime.EventsOn("broadsheet", handle);
  if (typeof EventSource === "undefined") return () => undefined;
  const source = new EventSource(prefix + "events");
  source.onmessage = (message: MessageEvent<string>) => handle(JSON.parse(message.data) as BridgeEvent);
  return () => source.close();
}

/** Tells the window that its commands, addresses and files are heard; it keeps them until then. */
export function listening(): void {
  wailsRuntime()?.EventsEmit("listening");
}
