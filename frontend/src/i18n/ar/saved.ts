import type { saved as english } from "../en/saved";

export const saved: Record<keyof typeof english, string> = {
  "verb.search.saved": "حُفظ البحث",
  "verb.search.renamed": "أُعيدت تسمية بحث محفوظ",
  "verb.search.removed": "أُزيل بحث محفوظ",
};
