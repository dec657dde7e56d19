import type { sessions as english } from "../en/sessions";

export const sessions: Record<keyof typeof english, string> = {
  "verb.session.renamed": "غُيّر اسم جلسة",
  "verb.session.removed": "أُزيلت جلسة",
  "verb.session.step_removed": "أُزيلت خطوة من جلسة",
};
