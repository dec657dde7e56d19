import type { maps as english } from "../en/maps";

export const maps: Record<keyof typeof english, string> = {};
