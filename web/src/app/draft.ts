// What is typed in the question bar and not asked yet, kept for this tab: a reload, or a page
// that was left by mistake, does not take it away.
import { useEffect, useState, type RefObject } from "react";
import { QUESTION_ID } from "@/ui/question-focus";

const KEY = "munim.draft";

interface Draft {
  /** The question that the address held while it was typed. */
  asked: string;
  text: string;
}

function read(asked: string): string {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Partial<Draft> | null;
    return kept?.asked === asked && typeof kept.text === "string" ? kept.text : asked;
  } catch {
    return asked; // closed to us, or not ours
  }
}

function keep(draft: Draft): void {
  try {
    if (draft.text === draft.asked) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // Private windows refuse; it then lasts as long as the page.
  }
}

/** It was asked, or left for something else. */
export const dropDraft = (): void => keep({ asked: "", text: "" });

/** Was one typing while the program was on its way? */
let wasTyping = false;

/** What was typed into the bar as it was drawn at build time is kept for the bar that takes its
 * place. */
export function carryDraft(): void {
  const bar = document.getElementById(QUESTION_ID);
  if (!(bar instanceof HTMLInputElement)) return;
  wasTyping = document.activeElement === bar;
  const asked = new URLSearchParams(location.search).get("q") ?? "";
  if (bar.value) keep({ asked, text: bar.value });
}

/** Puts the focus back where it was, once. */
export function useCarriedFocus(bar: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    if (wasTyping) bar.current?.focus();
    wasTyping = false;
  }, [bar]);
}

export function useDraft(asked: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => read(asked));
  return [
    text,
    (next) => {
      keep({ asked, text: next });
      setText(next);
    },
  ];
}
