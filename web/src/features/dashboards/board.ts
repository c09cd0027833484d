// Changes of a board: laid on it, and turned round for undo. Pure; what the server does with the
// same changes is what it looks like here before the answer comes.
import type { Board, Card, CardPatch, Change } from "./types";

function addCard(board: Board, card: CardPatch): Board {
  return { ...board, cards: [...board.cards, card as Card] };
}

function isWhole(card: CardPatch): boolean {
  return [card.kind, card.x, card.y, card.w, card.h].every((v) => v !== undefined);
}

function withCard(board: Board, card: CardPatch): Board {
  const known = board.cards.some((c) => c.id === card.id);
  if (!known) return isWhole(card) ? addCard(board, card) : board;
  return { ...board, cards: board.cards.map((c) => (c.id === card.id ? { ...c, ...card } : c)) };
}

export function applyChange(board: Board, change: Change): Board {
  switch (change.op) {
    case "set":
      return { ...board, ...change.fields };
    case "card":
      return withCard(board, change.card);
    case "remove_card":
      return { ...board, cards: board.cards.filter((c) => c.id !== change.id) };
    case "layout": {
      const places = new Map(change.cards.map((c) => [c.id, c]));
      return { ...board, cards: board.cards.map((c) => ({ ...c, ...places.get(c.id) })) };
    }
    case "filter": {
      const known = board.filters.some((f) => f.id === change.filter.id);
      const filters = known
        ? board.filters.map((f) => (f.id === change.filter.id ? change.filter : f))
        : [...board.filters, change.filter];
      return { ...board, filters };
    }
    case "remove_filter":
      return { ...board, filters: board.filters.filter((f) => f.id !== change.id) };
  }
}

export function applyAll(board: Board, changes: readonly Change[]): Board {
  return changes.reduce(applyChange, board);
}

/** The values that the fields of `patch` have in `before`. */
function fieldsBefore<T extends object>(before: T, patch: Partial<T>): Partial<T> {
  const keys = Object.keys(patch) as (keyof T)[];
  return Object.fromEntries(keys.map((k) => [k, before[k] ?? null])) as Partial<T>;
}

function inverseOne(board: Board, change: Change): Change[] {
  switch (change.op) {
    case "set":
      return [{ op: "set", fields: fieldsBefore(board, change.fields) }];
    case "card": {
      const before = board.cards.find((c) => c.id === change.card.id);
      if (!before) return [{ op: "remove_card", id: change.card.id }];
      return [{ op: "card", card: { ...fieldsBefore(before, change.card), id: before.id } }];
    }
    case "remove_card": {
      const before = board.cards.find((c) => c.id === change.id);
      return before ? [{ op: "card", card: before }] : [];
    }
    case "layout": {
      const moved = new Set(change.cards.map((c) => c.id));
      const cards = board.cards.filter((c) => moved.has(c.id));
      return [{ op: "layout", cards: cards.map(({ id, x, y, w, h }) => ({ id, x, y, w, h })) }];
    }
    case "filter": {
      const before = board.filters.find((f) => f.id === change.filter.id);
      if (!before) return [{ op: "remove_filter", id: change.filter.id }];
      return [{ op: "filter", filter: before }];
    }
    case "remove_filter": {
      const before = board.filters.find((f) => f.id === change.id);
      return before ? [{ op: "filter", filter: before }] : [];
    }
  }
}

/** What brings `board` back after `changes`. */
export function inverse(board: Board, changes: readonly Change[]): Change[] {
  const steps: Change[][] = [];
  let at = board;
  for (const change of changes) {
    steps.unshift(inverseOne(at, change));
    at = applyChange(at, change);
  }
  return steps.flat();
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Only what differs, so that another person's change of another field stays. */
export function cardChange(before: Card, after: Card): CardPatch | null {
  const keys = Object.keys(after) as (keyof Card)[];
  const changed = keys.filter((k) => !same(before[k], after[k]));
  if (changed.length === 0) return null;
  return { ...Object.fromEntries(changed.map((k) => [k, after[k]])), id: before.id };
}

/** Two cards with the same key show the same rows, whatever they look like. */
export function contentKey({ kind, question, plan, sql }: Card): string {
  return JSON.stringify([kind, question ?? "", plan ?? null, sql ?? ""]);
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Short random text; works without a secure context too. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return [...bytes].map((b) => ALPHABET[b % ALPHABET.length]).join("");
}
