// What was typed into a card's editor and not kept yet. It outlives a failed save, a closed
// dialog and a reload, so that nothing typed is lost; keeping or throwing away clears it.
import type { Card } from "./types";

const KEY = "munim.board-draft.";
const DRAFT_MAX = 200_000;

export function readDraft(board: string, card: string): Partial<Card> | null {
  try {
    const text = sessionStorage.getItem(`${KEY}${board}.${card}`);
    return text ? (JSON.parse(text) as Partial<Card>) : null;
  } catch {
    return null;
  }
}

export function saveDraft(board: string, card: string, draft: Card): void {
  try {
    // A picture is chosen again rather than filling the browser's little store.
    const text = JSON.stringify({ ...draft, image: undefined });
    if (text.length <= DRAFT_MAX) sessionStorage.setItem(`${KEY}${board}.${card}`, text);
  } catch {
    // Private windows refuse; the draft then lasts as long as the dialog.
  }
}

export function clearDraft(board: string, card: string): void {
  try {
    sessionStorage.removeItem(`${KEY}${board}.${card}`);
  } catch {
    // Nothing was kept there.
  }
}
