export const keys = {
  "command.keys": "Keys of this screen",
  "keys.sheet": "Keys of this screen",
  "keys.here": "On this screen",
  "keys.everywhere": "Everywhere",
  "keys.edit": "Change keys",
  "keys.areOff": "Single keys are switched off in the settings; those with Ctrl or Alt work.",
  "keys.editHelp": "Press a button, then the new keys; two in a row make a chord. Backspace takes the keys away, Esc leaves them.",
} as const;
