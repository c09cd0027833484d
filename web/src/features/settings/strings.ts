// All words of the Settings page, in one place for translation.
import { words } from "@/format/words";

export const T = words({
  title: "Settings",
  note: "What is under your business holds for everybody who works here; looks are kept in this browser.",
  looks: "How it looks",
  theme: "Theme",
  language: "Language",
  languageNote: "Answers come in it too, whatever language they are asked in.",
  asBrowser: "As the browser asks",
  numbers: "Large numbers",
  example: "So it reads",
  business: "Your business",
  name: "Name of the business",
  nameHint: "Stands on the morning page.",
  currency: "Currency",
  byData: "As the data says",
  currencyHint: "Money whose currency the data does not say is in this one.",
  year: "The financial year begins in",
  yearHint: "“This financial year” in questions and on boards counts from here.",
  festivals: "Festivals of",
  byCurrency: "By the currency of the data",
  festivalsHint: "Forecasts expect the festivals that are kept here.",
  own: "This browser has its own choice, made under Appearance.",
  dropOwn: "Follow the setting",
  failed: "The settings could not be read",
  again: "Try again",
});
