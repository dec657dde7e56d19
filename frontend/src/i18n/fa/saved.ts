import type { saved as english } from "../en/saved";

export const saved: Record<keyof typeof english, string> = {
  "verb.search.saved": "جست‌وجو ذخیره شد",
  "verb.search.renamed": "جست‌وجوی ذخیره‌شده نام تازه گرفت",
  "verb.search.removed": "جست‌وجوی ذخیره‌شده برداشته شد",
};
