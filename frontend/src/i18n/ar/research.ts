import type { research as english } from "../en/research";

export const research: Record<keyof typeof english, string> = {
  "place.research": "البحث والدراسة",
  "research.concordance": "كشّاف السياق",
  "concordance.query": "الكلمات",
  "concordance.help": "كلمة أو عبارة أو استعلام كامل.",
  "concordance.sort": "الترتيب حسب",
  "concordance.sort.position": "الموضع",
  "concordance.sort.left": "الكلمات السابقة",
  "concordance.sort.right": "الكلمات اللاحقة",
  "concordance.sort.date": "الأحدث",
  "concordance.empty": "كل موضع وردت فيه كلمة",
  "concordance.empty.text": "اكتب كلمة أو عبارة أو استعلامًا كاملًا: يأتي كل ورود سطرًا مصفوفًا على الكلمة.",
  "concordance.none": "لا ورود",
  "concordance.none.text": "لا ترد هذه الكلمات في أي عنوان ولا في أي نص من هذه المكتبة.",
};
