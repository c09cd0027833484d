// The last questions of this visit, the newest first. The address holds the newest; this holds
// what came before it, so that a reload begins anew and a link opens one question.
import type { Plan } from "@/api/types";
import { createStore, useStore } from "@/ui/store";

export interface Turn {
  question: string;
  /** An edited reading; without it the question is read afresh. */
  plan?: Plan;
  /** The reading that a follow-up goes on from. */
  before?: Plan;
}

export const TURNS_MAX = 5;

const store = createStore<Turn[]>([]);

export const useThread = (): Turn[] => useStore(store);

export function sameTurn(a: Turn | undefined, b: Turn): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Puts the turn on top; the same question asked earlier moves up instead of standing twice. */
export function withTurn(thread: readonly Turn[], turn: Turn): Turn[] {
  return [turn, ...thread.filter((t) => t.question !== turn.question)].slice(0, TURNS_MAX);
}

export function openTurn(turn: Turn): void {
  if (!sameTurn(store.get()[0], turn)) store.set((thread) => withTurn(thread, turn));
}

export function clearThread(): void {
  store.set([]);
}
