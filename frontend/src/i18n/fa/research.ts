import type { research as english } from "../en/research";

export const research: Record<keyof typeof english, string> = {
  "place.research": "پژوهش",
  "research.concordance": "واژه‌نما",
  "concordance.query": "واژه‌ها",
  "concordance.help": "یک واژه، یک عبارت یا پرسشی کامل.",
  "concordance.sort": "به ترتیب",
  "concordance.sort.position": "جای متن",
  "concordance.sort.left": "واژه‌های پیشین",
  "concordance.sort.right": "واژه‌های پسین",
  "concordance.sort.date": "تازه‌ترین",
  "concordance.empty": "هر جا که واژه‌ای آمده است",
  "concordance.empty.text": "واژه، عبارت یا پرسشی کامل را بنویسید: هر بار که آمده باشد سطری می‌شود، هم‌تراز با همان واژه.",
  "concordance.none": "هیچ جا نیامده است",
  "concordance.none.text": "این واژه‌ها در هیچ تیتر و هیچ متنی از این کتابخانه نیامده‌اند.",
};
