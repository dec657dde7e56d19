import type { maps as english } from "../en/maps";

export const maps: Record<keyof typeof english, string> = {
  "map.of": "خريطة: {name}. تحرّكها مفاتيح الأسهم، ويغيّر الزائد والناقص حجمها، ويُظهرها 0 كاملة.",
  "map.larger": "أكبر",
  "map.smaller": "أصغر",
  "map.whole": "الخريطة كلها",
  "map.base": "السواحل والحدود: Natural Earth، ملك عام. الحدود كما يرسمها هذا المصدر، وبعضها متنازع عليه.",
  "map.date": "التاريخ",
  "map.at": "{date}: {count, plural, zero {لا مواضع} one {موضع واحد} two {موضعان} few {# مواضع} many {# موضعًا} other {# موضع}}",
  "map.play": "شغّل",
  "map.pause": "أوقف",
  "map.legend": "مفتاح الخريطة",
  "map.other": "غير ذلك",
  "map.places": "المواضع",
  "map.placesOf": "مواضع الخريطة {name}",
  "map.class": "الصنف",
  "map.sources": "المصادر:",
  "map.article": "اقرأ المقال",
  "map.alone": "الخريطة وحدها",
  "map.none": "لا خريطة هنا",
  "map.noneText": "ليس في هذا المقال خريطة.",
};
