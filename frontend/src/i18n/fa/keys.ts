export const keys = {
  "command.keys": "کلیدهای این صفحه",
  "keys.sheet": "کلیدهای این صفحه",
  "keys.here": "در این صفحه",
  "keys.everywhere": "همه‌جا",
  "keys.edit": "تغییر کلیدها",
  "keys.areOff": "کلیدهای تکی در تنظیمات خاموش است؛ کلیدهای همراه با Ctrl یا Alt کار می‌کنند.",
  "keys.editHelp": "دکمه‌ای را بزنید و سپس کلیدهای تازه را؛ دو کلید پیاپی با هم یک ترکیب‌اند. Backspace کلیدها را برمی‌دارد و Esc همان‌ها را نگه می‌دارد.",
} as const;
