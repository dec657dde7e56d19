export const keys = {
  "command.keys": "مفاتيح هذه الشاشة",
  "keys.sheet": "مفاتيح هذه الشاشة",
  "keys.here": "في هذه الشاشة",
  "keys.everywhere": "في كل مكان",
  "keys.edit": "تغيير المفاتيح",
  "keys.areOff": "المفاتيح المفردة معطّلة في الإعدادات؛ وما كان مع Ctrl أو Alt يعمل.",
  "keys.editHelp": "اضغط زرًّا ثم المفاتيح الجديدة؛ مفتاحان متتاليان يكوّنان تركيبة. يزيل Backspace المفاتيح، ويبقيها Esc كما هي.",
} as const;
