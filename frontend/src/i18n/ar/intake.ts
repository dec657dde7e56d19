import type { intake as english } from "../en/intake";

export const intake: Record<keyof typeof english, string> = {
  "intake.samples": "أولها",
  "intake.picture": "مع صورة",
  "intake.files": "الملفات",
  "intake.more": "أكثر من {count}",
  "import.format.files": "عدة ملفات",
  "import.format.rule": "قاعدة",
};
