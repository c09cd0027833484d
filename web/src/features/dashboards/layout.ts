// Where cards stand: twelve columns, rows of 64 px, everything pulled up. Pure.
import {
  moveElement,
  verticalCompactor,
  type Layout,
  type LayoutItem,
} from "react-grid-layout/core";
import type { Card, CardKind, Place } from "./types";

export const COLUMNS = 12;
export const ROW = 64;
export const GAP = 16;

type Size = Pick<Place, "w" | "h">;

const SIZES: Record<CardKind, Size> = {
  kpi: { w: 3, h: 2 },
  question: { w: 6, h: 4 },
  plan: { w: 6, h: 4 },
  sql: { w: 6, h: 4 },
  text: { w: 12, h: 1 },
  image: { w: 4, h: 3 },
};

const SMALLEST: Record<CardKind, Size> = {
  kpi: { w: 2, h: 2 },
  question: { w: 3, h: 3 },
  plan: { w: 3, h: 3 },
  sql: { w: 3, h: 3 },
  text: { w: 2, h: 1 },
  image: { w: 1, h: 1 },
};

export const sizeOf = (kind: CardKind): Size => SIZES[kind];
export const smallestOf = (kind: CardKind): Size => SMALLEST[kind];

/** How high a card of so many rows is, in px. */
export const heightOf = (rows: number) => rows * ROW + (rows - 1) * GAP;

export function toLayout(cards: readonly Card[]): LayoutItem[] {
  return cards.map(({ id, kind, x, y, w, h }) => {
    const least = smallestOf(kind);
    return { i: id, x, y, w, h, minW: Math.min(least.w, w), minH: Math.min(least.h, h) };
  });
}

/** Everything pulled up and inside the columns, as it is drawn. */
export function settle(layout: Layout): Layout {
  const inside = layout.map((item) => {
    const w = Math.min(Math.max(1, item.w), COLUMNS);
    return { ...item, w, h: Math.max(1, item.h), x: Math.min(Math.max(0, item.x), COLUMNS - w) };
  });
  return verticalCompactor.compact(inside, COLUMNS);
}

/** The cards with the places they are drawn at. */
export function settled(cards: readonly Card[]): Card[] {
  const places = new Map(settle(toLayout(cards)).map((item) => [item.i, item]));
  return cards.map((card) => {
    const { x, y, w, h } = places.get(card.id) ?? card;
    return { ...card, x, y, w, h };
  });
}

/** As one reads: line by line, from the left. */
export function inOrder<T extends Place>(cards: readonly T[]): T[] {
  return [...cards].sort((a, b) => a.y - b.y || a.x - b.x);
}

export type Moved = Place & { id: string };

/** What has another place in `layout` than in `cards`. */
export function movedIn(cards: readonly Card[], layout: Layout): Moved[] {
  return layout.flatMap(({ i, x, y, w, h }) => {
    const card = cards.find((c) => c.id === i);
    if (!card) return [];
    const stays = card.x === x && card.y === y && card.w === w && card.h === h;
    return stays ? [] : [{ id: i, x, y, w, h }];
  });
}

export type Step = "left" | "right" | "up" | "down" | "wider" | "narrower" | "taller" | "shorter";

/** With the arrow keys a card moves; with Shift it grows and shrinks. */
export const STEP_KEYS: Record<string, Step> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  "Shift+ArrowLeft": "narrower",
  "Shift+ArrowRight": "wider",
  "Shift+ArrowUp": "shorter",
  "Shift+ArrowDown": "taller",
};

const GROWTH: Partial<Record<Step, Size>> = {
  wider: { w: 1, h: 0 },
  narrower: { w: -1, h: 0 },
  taller: { w: 0, h: 1 },
  shorter: { w: 0, h: -1 },
};

function resized(layout: LayoutItem[], item: LayoutItem, by: Size): LayoutItem[] {
  const w = Math.min(Math.max(item.w + by.w, item.minW ?? 1), COLUMNS - item.x);
  const h = Math.max(item.h + by.h, item.minH ?? 1);
  return layout.map((other) => (other.i === item.i ? { ...other, w, h } : other));
}

/** The next higher or lower place where something else stands in the same columns. */
function nextRow(layout: Layout, item: LayoutItem, way: -1 | 1): number {
  const shares = (o: LayoutItem) => o.x < item.x + item.w && item.x < o.x + o.w;
  const others = layout.filter((o) => o.i !== item.i && shares(o));
  if (way < 0) {
    const above = others.filter((o) => o.y + o.h <= item.y);
    return above.length === 0 ? 0 : Math.max(...above.map((o) => o.y));
  }
  const below = others.filter((o) => o.y >= item.y + item.h);
  const next = below.sort((a, b) => a.y - b.y)[0];
  return next ? item.y + next.h : item.y;
}

function target(layout: Layout, item: LayoutItem, step: Step): { x: number; y: number } {
  if (step === "left") return { x: Math.max(0, item.x - 1), y: item.y };
  if (step === "right") return { x: Math.min(COLUMNS - item.w, item.x + 1), y: item.y };
  return { x: item.x, y: nextRow(layout, item, step === "up" ? -1 : 1) };
}

/** One step of one card; the others make room. Empty when it can go no further. */
export function stepped(cards: readonly Card[], id: string, step: Step): Moved[] {
  const layout = [...settle(toLayout(cards))];
  const item = layout.find((l) => l.i === id);
  if (!item) return [];
  const growth = GROWTH[step];
  if (growth) return movedIn(cards, settle(resized(layout, item, growth)));
  const { x, y } = target(layout, item, step);
  if (x === item.x && y === item.y) return [];
  const moved = moveElement(layout, item, x, y, true, false, "vertical", COLUMNS);
  return movedIn(cards, settle(moved));
}

export type Growth = "wider" | "narrower" | "taller" | "shorter";
/** Widths that a menu goes through: where cards stand two in a line, more than half is all of it. */
const WIDTHS = [3, 4, 6, 8, 12];

function nextSize({ w, h }: Size, growth: Growth): Size {
  if (growth === "taller") return { w, h: h + 1 };
  if (growth === "shorter") return { w, h: h - 1 };
  const width =
    growth === "wider" ? WIDTHS.find((n) => n > w) : [...WIDTHS].reverse().find((n) => n < w);
  return { w: width ?? w, h };
}

/** One size larger or smaller, by a menu. Empty when it can go no further. */
export function grown(cards: readonly Card[], id: string, growth: Growth): Moved[] {
  const card = cards.find((c) => c.id === id);
  if (!card) return [];
  const least = smallestOf(card.kind);
  const { w, h } = nextSize(card, growth);
  if (w < Math.min(least.w, card.w) || h < Math.min(least.h, card.h)) return [];
  const layout = toLayout(cards).map((item) =>
    item.i === id ? { ...item, w, h, x: Math.min(item.x, COLUMNS - w) } : item,
  );
  return movedIn(cards, settle(layout));
}

/** One place earlier or later as one reads; how cards are ordered on a phone. */
export function swapped(cards: readonly Card[], id: string, way: -1 | 1): Moved[] {
  const order = inOrder(cards);
  const at = order.findIndex((c) => c.id === id);
  const card = order[at];
  const other = order[at + way];
  if (!card || !other) return [];
  const place = (c: Card, { x, y }: Place): Moved => ({
    id: c.id,
    x: Math.min(x, COLUMNS - c.w),
    y,
    w: c.w,
    h: c.h,
  });
  if (card.y === other.y) return [place(card, other), place(other, card)];
  const [first, second] = way < 0 ? [card, other] : [other, card];
  const top = Math.min(card.y, other.y);
  return [place(first, { ...first, y: top }), place(second, { ...second, y: top + first.h })];
}

/** The first free place for a new card, from the top. */
export function placeFor(cards: readonly Card[], kind: CardKind): Place {
  const { w, h } = sizeOf(kind);
  const bottom = Math.max(0, ...cards.map((c) => c.y + c.h));
  const hits = (x: number, y: number) =>
    cards.some((c) => x < c.x + c.w && c.x < x + w && y < c.y + c.h && c.y < y + h);
  for (let x = 0, y = Math.max(0, bottom - h); y < bottom; x = 0, y++) {
    for (; x + w <= COLUMNS; x++) if (!hits(x, y)) return { x, y, w, h };
  }
  return { x: 0, y: bottom, w, h };
}
