export const calendar = {
  "calendar.pick": "گزینش ماه و سال",
  "calendar.month": "ماه",
  "calendar.year": "سال",
  "calendar.show": "نشان بده",
  "calendar.wrongYear": "سال‌ها از ۱ تا ۹۰۰۰ شمرده می‌شوند.",
  "calendar.bars": "خط زیر هر روز نشان می‌دهد چقدر نوشته دارد.",
  "calendar.earlierDay": "روز پیشین که نوشته دارد",
  "calendar.laterDay": "روز بعدی که نوشته دارد",
} as const;
