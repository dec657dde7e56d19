/** The typed calls of the bridge, the same in the window and in a browser. */
import { makeClient, type Client, type Transport } from "./client.gen";
import { transport } from "./transport";

export { maxHighlightFile, type Client } from "./client.gen";
export type * from "./types.gen";
export { CallError } from "./transport";
export { listen, listening, type BridgeEvent } from "./events";
export { chooseFolder, chooseImport, inWindow, offerFiles, offerFolder, openLibrary, signIn } from "./transport";

/** The calls. Tests put a fake in its place with `useClient`. */
export let api: Client = makeClient(transport());

/** Puts another client in place. */
export function useClient(client: Client): void {
  api = client;
}

/** Makes a client over a transport; for the fake of the tests. */
export function clientOver(call: Transport): Client {
  return makeClient(call);
}

const page = crypto.randomUUID();
let numbers = 0;

/** Marks a request so that a newer one of the same lane stops it. */
export function lane(name: string): { client: string; lane: string; number: number } {
  return { client: page, lane: name, number: ++numbers };
}
