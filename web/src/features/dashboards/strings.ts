// Words of the boards that are said in more than one place.
import { capital } from "@/format/text";
import { tr, words } from "@/format/words";
import type { CardKind } from "./types";
import type { Step } from "./layout";

export const T = words({
  title: "Boards",
  note: "The figures you look at again and again, on one page.",
  newBoard: "New board",
  undo: "Undo",
  again: "Try again",
  cancel: "Cancel",
  keep: "Keep",
  close: "Close",
  edit: "Edit",
  done: "Done",
  remove: "Remove",
  duplicate: "Duplicate",
  untitled: "Untitled board",
  conflict:
    "Someone else removed this meanwhile, so your change of it was not kept. The board now shows how it stands.",
  offline: "Munim did not answer, so the last change was taken back. Nothing else was lost.",
  boardFailed: "This board could not be opened",
  listFailed: "The boards could not be listed",
  cardFailed: "This card could not be worked out",
  noRows: "Nothing was recorded for this. Try another period, or remove a filter.",
  seeRows: "See rows",
  copied: "The link is copied.",
});

export const KINDS: Record<CardKind, { text: string; why: string }> = words({
  question: { text: "Question", why: "Ask in words; the card shows the answer." },
  kpi: { text: "Figure", why: "One number, how it went, and what it should reach." },
  sql: { text: "SQL", why: "Your own statement over the tables." },
  text: { text: "Text", why: "A heading, a note, a list." },
  image: { text: "Picture", why: "A logo or a photo, 512 KB at most." },
  plan: { text: "Question", why: "Built in Explore." },
});

export const STEP_WORDS: Record<Step, string> = words({
  left: "Move left",
  right: "Move right",
  up: "Move up",
  down: "Move down",
  wider: "Make wider",
  narrower: "Make narrower",
  taller: "Make taller",
  shorter: "Make shorter",
});

export const REFRESHES = [0, 10, 30, 60, 300, 900];

export function refreshText(seconds: number): string {
  if (seconds === 0) return tr("When data changes");
  if (seconds < 60) return tr("Every {n} seconds", { n: seconds });
  if (seconds === 60) return tr("Every minute");
  return tr("Every {n} minutes", { n: seconds / 60 });
}

/** What a card is called where nobody gave it a name. */
export function nameOf(card: { title: string; question?: string; kind: CardKind }): string {
  return card.title || capital(card.question ?? "") || KINDS[card.kind].text;
}
