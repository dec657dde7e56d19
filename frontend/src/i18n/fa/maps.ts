import type { maps as english } from "../en/maps";

export const maps: Record<keyof typeof english, string> = {
  "map.of": "نقشه: {name}. کلیدهای جهت آن را جابه‌جا می‌کنند، به‌علاوه و منها اندازه‌اش را، ۰ همه‌اش را نشان می‌دهد.",
  "map.larger": "بزرگ‌تر",
  "map.smaller": "کوچک‌تر",
  "map.whole": "همهٔ نقشه",
  "map.base": "کرانه‌ها و مرزها: Natural Earth، مالکیت همگانی. مرزها چنان‌اند که آن منبع کشیده؛ برخی مورد مناقشه‌اند.",
  "map.date": "تاریخ",
  "map.at": "{date}: {count, plural, one {# جا} other {# جا}}",
  "map.play": "پخش",
  "map.pause": "درنگ",
  "map.legend": "راهنما",
  "map.other": "دیگر",
  "map.places": "جاها",
  "map.placesOf": "جاهای نقشهٔ {name}",
  "map.class": "رده",
  "map.sources": "منابع:",
  "map.article": "خواندن نوشته",
  "map.alone": "نقشه به تنهایی",
  "map.none": "اینجا نقشه‌ای نیست",
  "map.noneText": "این نوشته نقشه‌ای ندارد.",
};
