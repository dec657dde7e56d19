export const calendar = {
  "calendar.pick": "Choose a month and a year",
  "calendar.month": "Month",
  "calendar.year": "Year",
  "calendar.show": "Show",
  "calendar.wrongYear": "Years are counted from 1 to 9000.",
  "calendar.bars": "The bar shows how much a day holds.",
  "calendar.earlierDay": "The day before that holds articles",
  "calendar.laterDay": "The next day that holds articles",
} as const;
