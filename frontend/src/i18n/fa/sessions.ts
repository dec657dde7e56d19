import type { sessions as english } from "../en/sessions";

export const sessions: Record<keyof typeof english, string> = {
  "verb.session.renamed": "نشست نام دیگری گرفت",
  "verb.session.removed": "نشست برداشته شد",
  "verb.session.step_removed": "گامی از یک نشست برداشته شد",
};
