import type { pictures as english } from "../en/pictures";

export const pictures: Record<keyof typeof english, string> = {
  "pictures.missing": "{count, plural, zero {لا صور ناقصة} one {صورة واحدة ناقصة} two {صورتان ناقصتان} few {# صور ناقصة} many {# صورة ناقصة} other {# صورة ناقصة}}: جاء مع النص العنوان وحده.",
  "pictures.waiting": "{count, plural, zero {لم تُطلب أي منها دون جدوى.} one {طُلبت واحدة منها دون جدوى.} two {طُلبت اثنتان منها دون جدوى.} few {طُلبت # منها دون جدوى.} many {طُلبت # منها دون جدوى.} other {طُلبت # منها دون جدوى.}}",
  "pictures.fetch": "اجلب الصور",
  "pictures.again": "حاول مجدداً",
  "pictures.private": "اسأل شبكتي أيضاً",
  "pictures.fetching": "تُجلب الصور…",
  "pictures.fetched": "{count, plural, zero {لم تأتِ أي صورة} one {جُلبت صورة واحدة} two {جُلبت صورتان} few {جُلبت # صور} many {جُلبت # صورة} other {جُلبت # صورة}}",
  "pictures.failed": "{count, plural, zero {جاءت كلها.} one {لم تأتِ صورة واحدة.} two {لم تأتِ صورتان.} few {لم تأتِ # صور.} many {لم تأتِ # صورة.} other {لم تأتِ # صورة.}}",
  "pictures.problems": "ما الذي حدث",
  "import.fetch": "اجلب صورها أيضاً من الشبكة",
  "feeds.pictures": "اجلب الصور مع المقالات",
  "feeds.pictures.off": "اترك الصور في مكانها",
  "feeds.pictured": "مع الصور",
  "help.guide.pictures": "الصور التي في الملف أو بجانبه تأتي معه. أما التي لها عنوان على الوب وحده فتُجلب حين تطلب ذلك: في نافذة الاستيراد أو في المقالة أو للمكتبة كلها أو لخلاصة. ما جُلب يُرمَّز من جديد ويمكن التراجع عنه.",
  "job.pictures": "جلب الصور",
  "verb.pictures.fetched": "جلب الصور",
  "focus.name": "نقطة التركيز",
  "focus.place": "{x}٪ من اليسار، {y}٪ من الأعلى",
  "focus.help": "ما لا يجوز لأي قصّ أن يحذفه. انقر داخل الصورة أو حرّك النقطة بمفاتيح الأسهم، ومع Shift بعشرات.",
  "focus.remove": "النقطة المعتادة",
};
