export const calendar = {
  "calendar.pick": "اختيار شهر وسنة",
  "calendar.month": "الشهر",
  "calendar.year": "السنة",
  "calendar.show": "اعرض",
  "calendar.wrongYear": "تُعدّ السنوات من ١ إلى ٩٠٠٠.",
  "calendar.bars": "يبيّن الخط تحت اليوم مقدار ما فيه.",
  "calendar.earlierDay": "اليوم السابق الذي فيه مقالات",
  "calendar.laterDay": "اليوم التالي الذي فيه مقالات",
} as const;
