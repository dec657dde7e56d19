/** The reading room as it was left, one a library: kept beside the reader's settings, so that it survives a restart. */
import { library } from "./library.svelte";
import { settings } from "./settings.svelte";

/** The address of the screen, without what its list is of. */
export const roomPath = "/research/read";

const name = () => `room:${library.shell?.id ?? ""}`;

/** Whether one has been there. */
export function roomKept(): boolean {
  return settings.kept(name()) !== "";
}

/** The address that leads back to it. */
export function lastRoom(): string {
  const kept = settings.kept(name());
  return kept.startsWith(roomPath) ? kept : roomPath;
}

export function keepRoom(address: string): void {
  if (address === settings.kept(name())) return;
  // A place that could not be kept is open all the same.
  settings.keep(name(), address).catch(() => undefined);
}
