import type { pictures as english } from "../en/pictures";

export const pictures: Record<keyof typeof english, string> = {
  "pictures.missing": "{count, plural, other {# تصویر}} اینجا نیست: با متن تنها نشانی آن آمده است.",
  "pictures.waiting": "{count, plural, other {# تا}} از آن‌ها پرسیده شد و نیامد.",
  "pictures.fetch": "دریافت تصویرها",
  "pictures.again": "تلاش دوباره",
  "pictures.private": "از شبکهٔ خودم هم بپرس",
  "pictures.fetching": "در حال دریافت تصویرها…",
  "pictures.fetched": "{count, plural, =0 {تصویری نیامد} other {# تصویر دریافت شد}}",
  "pictures.failed": "{count, plural, other {# تصویر}} نیامد.",
  "pictures.problems": "چه اشکالی پیش آمد",
  "import.fetch": "تصویرهایش را هم از شبکه دریافت کن",
  "feeds.pictures": "دریافت تصویرها همراه نوشته‌ها",
  "feeds.pictures.off": "تصویرها همان جا بمانند",
  "feeds.pictured": "با تصویر",
  "help.guide.pictures": "تصویرهای درون یا کنار فایل با آن می‌آیند. آن‌هایی که تنها نشانی وب دارند هنگامی دریافت می‌شوند که بگویید: در پنجرهٔ درون‌ریزی، در خود نوشته، برای همهٔ کتابخانه یا برای یک خوراک. آنچه دریافت شد از نو رمزگذاری می‌شود و می‌توان آن را واگرداند.",
  "job.pictures": "دریافت تصویرها",
  "verb.pictures.fetched": "دریافت تصویرها",
  "focus.name": "نقطهٔ کانونی",
  "focus.place": "{x}٪ از چپ، {y}٪ از بالا",
  "focus.help": "آنچه هیچ برشی نباید حذف کند. روی تصویر کلیک کنید یا نقطه را با کلیدهای جهت جابه‌جا کنید؛ با Shift ده‌تایی.",
  "focus.remove": "همان نقطهٔ معمول",
};
