import type { gallery as english } from "../en/gallery";

export const gallery: Record<keyof typeof english, string> = {
  "gallery.open": "گشودن عکس {n} از {total}",
  "gallery.viewer": "عکس‌ها: {title}",
  "gallery.counter": "{n} از {total}",
  "gallery.previous": "عکس پیشین",
  "gallery.next": "عکس پسین",
  "gallery.zoomIn": "بزرگ‌نمایی",
  "gallery.zoomOut": "کوچک‌نمایی",
  "gallery.fit": "هم‌اندازهٔ پنجره",
  "gallery.close": "بستن",
  "gallery.strip": "همهٔ عکس‌ها",
  "gallery.usedIn": "به‌کاررفته در",
  "gallery.pictures": "عکس‌ها",
  "gallery.none": "در این مجموعه عکس یا فیلمی نیست.",
  "gallery.install": "در دبیان gstreamer1.0-plugins-good و gstreamer1.0-libav را نصب کنید.",
  "gallery.cannotSound": "این صدا اینجا پخش نمی‌شود: سیستم رمزگشای آن را ندارد ({type}).",
};
