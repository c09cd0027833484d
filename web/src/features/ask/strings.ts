// All words of the Ask page, in one place for translation.
import { tr, words } from "@/format/words";

export const T = words({
  title: "Ask",
  welcome: "What would you like to know?",
  welcomeNote:
    "Ask as you would ask your book-keeper. Every answer shows how it read the question, where its numbers come from, and its SQL.",
  tryThese: "Try one of these",
  history: "Asked before",
  didYouMean: "Did you mean",
  thisOne: "This one",
  cannot: "This can't be answered yet",
  failed: "The question could not be answered",
  again: "Try again",
  noRows: "Nothing was recorded for this. Try another period, or remove a filter.",
  copied: "Copied.",
  linkCopied: "The link to this question is copied.",
});

export const BADGES: Record<string, { text: string; hint: string }> = words({
  verified: { text: "Verified", hint: "A person has checked and approved this question." },
  parsed: {
    text: "From your definitions",
    hint: "Read word by word over your own columns; no language model took part.",
  },
  "model-written": {
    text: "Model-written",
    hint: "A language model wrote the query. It was checked by rules, not approved by a person.",
  },
});

export const CHIP_KINDS: Record<string, string> = words({
  measure: "What is counted",
  dimension: "Broken down",
  filter: "Only",
  time: "Period",
  comparison: "Compared",
  having: "Only groups",
  order: "Order",
  limit: "How many",
});

export function confidenceWord(confidence: number): string {
  if (confidence >= 0.85) return tr("sure of this reading");
  if (confidence >= 0.6) return tr("fairly sure of this reading");
  return tr("not very sure of this reading");
}
