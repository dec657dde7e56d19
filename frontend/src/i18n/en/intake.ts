export const intake = {
  "intake.samples": "The first of them",
  "intake.picture": "with a picture",
  "intake.files": "Files",
  "intake.more": "more than {count}",
  "import.format.files": "Several files",
  "import.format.rule": "Rule",
} as const;
