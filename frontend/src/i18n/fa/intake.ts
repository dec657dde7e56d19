import type { intake as english } from "../en/intake";

export const intake: Record<keyof typeof english, string> = {
  "intake.samples": "نخستین‌هایش",
  "intake.picture": "با تصویر",
  "intake.files": "فایل‌ها",
  "intake.more": "بیش از {count}",
  "import.format.files": "چند فایل",
  "import.format.rule": "قاعده",
};
