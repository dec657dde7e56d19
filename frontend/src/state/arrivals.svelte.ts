import { api, offerFiles, type OfferedResult } from "../api";
import type { Given } from "../lib/dropped";
import { toasts } from "./toasts.svelte";

/** Files that are being handed over: what the browser knows of them. */
export interface Coming {
  label: string;
  files: number;
  bytes: number;
}

/** What was dropped, chosen or pasted, and is looked at in the import dialog. */
class Arrivals {
  #coming = $state.raw<Coming | null>(null);
  #offered = $state.raw<OfferedResult | null>(null);

  get coming(): Coming | null {
    return this.#coming;
  }
  get offered(): OfferedResult | null {
    return this.#offered;
  }

  /** Hands files over, as one import. */
  async take(files: Given[]): Promise<void> {
    const [first] = files;
    if (!first) return;
    const coming = { label: files.length === 1 ? first.path : (first.path.split("/")[0] ?? ""), files: files.length, bytes: files.reduce((sum, one) => sum + one.file.size, 0) };
    this.#offered = null;
    this.#coming = coming;
    try {
      const offered = await offerFiles(files, () => this.#coming === coming);
      if (offered && this.#coming === coming) this.#offered = offered;
    } catch (cause) {
      if (this.#coming === coming) this.#coming = null;
      toasts.fail(cause);
    }
  }

  /** Shows what is on this machine already. */
  show(offered: OfferedResult): void {
    this.#coming = { label: offered.label, files: offered.files, bytes: offered.bytes };
    this.#offered = offered;
  }

  /** Shows what the window handed over under a token. */
  async find(token: string): Promise<void> {
    try {
      this.show(await api.Imports.Offered({ id: token }));
    } catch (cause) {
      toasts.fail(cause);
    }
  }

  close(): void {
    this.#coming = this.#offered = null;
  }
}

export const arrivals = new Arrivals();
