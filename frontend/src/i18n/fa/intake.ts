import type { intake as english } from "../en/intake";

export const intake: Record<keyof typeof english, string> = {
  "intake.samples": "نخستین‌هایش",
  "intake.picture": "با تصویر",
  "intake.files": "فایل‌ها",
  "intake.more": "بیش از {count}",
  "import.format.files": "چند فایل",
  "import.format.rule": "قاعده",
  "problem.count": "{name}: {count}",
  "problem.file": "فایل‌هایی که خوانده نشدند",
  "problem.refused": "کنار گذاشته، چون خوانده نشد",
  "problem.picture": "تصویر پیدا نشد",
  "problem.picture_refused": "تصویری که پذیرفته نشد",
  "problem.date": "تاریخ فهمیده نشد",
  "problem.cut": "بیش از اندازه بلند و بریده",
  "problem.altered": "تغییریافته",
  "problem.note": "یادآوری‌ها",
  "problem.other": "دشواری‌ها",
  "problem.more": "{count, plural, other {# مورد دیگر}}",
  "problem.unlisted": "{count, plural, other {# مورد دیگر شمرده شد و در فهرست نیست.}}",
};
