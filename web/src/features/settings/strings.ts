// All words of the Settings page, in one place for translation.
import { words } from "@/format/words";

export const T = words({
  title: "Settings",
  note: "Looks are kept in this browser.",
  looks: "How it looks",
  theme: "Theme",
  language: "Language",
  languageNote: "Answers and headlines stay in the language that they were asked in.",
  numbers: "Large numbers",
  example: "So it reads",
  business: "Your business",
  name: "Name of the business",
  nameHint: "Stands on the morning page.",
});
