import type { intake as english } from "../en/intake";

export const intake: Record<keyof typeof english, string> = {
  "intake.samples": "أولها",
  "intake.picture": "مع صورة",
  "intake.files": "الملفات",
  "intake.more": "أكثر من {count}",
  "import.format.files": "عدة ملفات",
  "import.format.rule": "قاعدة",
  "problem.count": "{name}: {count}",
  "problem.file": "ملفات تعذّرت قراءتها",
  "problem.refused": "نُحّي لتعذّر قراءته",
  "problem.picture": "صورة غير موجودة",
  "problem.picture_refused": "صورة تعذّر أخذها",
  "problem.date": "تاريخ غير مفهوم",
  "problem.cut": "أطول من اللازم فقُصّ",
  "problem.altered": "غُيّر",
  "problem.note": "ملاحظات",
  "problem.other": "مشكلات",
  "problem.more": "{count, plural, zero {لا غيرها} one {واحدة أخرى} two {اثنتان أخريان} few {# أخرى} many {# أخرى} other {# أخرى}}",
  "problem.unlisted": "{count, plural, zero {لا شيء سواها} one {واحدة أخرى عُدّت ولم تُدرج.} two {اثنتان أخريان عُدّتا ولم تُدرجا.} few {# أخرى عُدّت ولم تُدرج.} many {# أخرى عُدّت ولم تُدرج.} other {# أخرى عُدّت ولم تُدرج.}}",
};
