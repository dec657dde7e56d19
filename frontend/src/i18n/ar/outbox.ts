import type { outbox as english } from "../en/outbox";

export const outbox: Record<keyof typeof english, string> = {};
