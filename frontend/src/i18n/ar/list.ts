import type { list as english } from "../en/list";

export const list: Record<keyof typeof english, string> = {};
