import type { gallery as english } from "../en/gallery";

export const gallery: Record<keyof typeof english, string> = {
  "gallery.open": "فتح الصورة {n} من {total}",
  "gallery.viewer": "صور: {title}",
  "gallery.counter": "{n} من {total}",
  "gallery.previous": "الصورة السابقة",
  "gallery.next": "الصورة التالية",
  "gallery.zoomIn": "تكبير",
  "gallery.zoomOut": "تصغير",
  "gallery.fit": "ملاءمة النافذة",
  "gallery.close": "إغلاق",
  "gallery.strip": "كل الصور",
  "gallery.usedIn": "مستخدمة في",
  "gallery.pictures": "الصور",
  "gallery.none": "لا صور ولا أفلام في هذه المجموعة.",
  "gallery.install": "ليس في هذا النظام مفكك ترميز لـ {type}؛ على دبيان ثبّت gstreamer1.0-plugins-good و gstreamer1.0-libav.",
};
