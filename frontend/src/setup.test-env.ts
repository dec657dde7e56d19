import { afterEach } from "vitest";
import { cleanup } from "@testing-library/svelte";

// happy-dom lacks what the page asks of a browser; nothing here changes behaviour under test.
globalThis.matchMedia ??= ((query: string) => ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} })) as unknown as typeof matchMedia;

afterEach(() => cleanup());
