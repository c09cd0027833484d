// What of a board stands in its address: filters, what was clicked on, and what is open. So the
// back button closes and un-filters, and a copied address shows the same.
import type { Cell } from "@/api/types";
import type { Overrides } from "./filters";
import type { Only } from "./types";

export const PANELS = ["comments", "versions", "share"] as const;
export type Panel = (typeof PANELS)[number];
export const VIEWS = ["chart", "table", "sql"] as const;
export type View = (typeof VIEWS)[number];

export interface BoardSearch {
  f?: Overrides;
  only?: Only[];
  /** The card that is open alone, and how. */
  card?: string;
  view?: View;
  /** Rows behind a card, or behind one of its marks. */
  rows?: { card: string; where: Only["where"]; text: string };
  panel?: Panel;
  /** The card that a new comment is about. */
  about?: string;
  /** The day that it is about. */
  day?: string;
  edit?: true;
  present?: true;
}

const isObject = (v: unknown): v is Record<string, unknown> =>
  typeof v === "object" && v !== null && !Array.isArray(v);
const isCell = (v: unknown): v is Cell =>
  v === null || ["string", "number", "boolean"].includes(typeof v);

function readOverrides(raw: unknown): Overrides | undefined {
  if (!isObject(raw)) return undefined;
  const lists = Object.entries(raw).filter(([, v]) => Array.isArray(v) && v.every(isCell));
  return lists.length > 0 ? (Object.fromEntries(lists) as Overrides) : undefined;
}

const isWhere = (v: unknown): v is Only["where"] =>
  Array.isArray(v) &&
  v.every((w) => isObject(w) && typeof w.column === "number" && isCell(w.value));

function isOnly(v: unknown): v is Only {
  if (!isObject(v) || typeof v.card !== "string" || typeof v.text !== "string") return false;
  const filters = Array.isArray(v.filters) ? v.filters : [];
  const whole = filters.every(
    (f) => isObject(f) && typeof f.column === "string" && Array.isArray(f.values),
  );
  return whole && filters.length > 0 && isWhere(v.where);
}

function readOnlys(raw: unknown): Only[] | undefined {
  const list = Array.isArray(raw) ? raw.filter(isOnly) : [];
  return list.length > 0 ? list : undefined;
}

function readRows(raw: unknown): BoardSearch["rows"] {
  if (!isObject(raw) || typeof raw.card !== "string" || !isWhere(raw.where)) return undefined;
  return { card: raw.card, where: raw.where, text: typeof raw.text === "string" ? raw.text : "" };
}

const oneOf = <V extends string>(known: readonly V[], raw: unknown): V | undefined =>
  known.find((k) => k === raw);

// The router reads an id of digits as a number.
const readId = (raw: unknown) =>
  typeof raw === "string" || typeof raw === "number" ? String(raw) : undefined;

/** What can be read of an address; anything else is left out. */
export function readSearch(raw: Record<string, unknown>): BoardSearch {
  const read: BoardSearch = {
    f: readOverrides(raw.f),
    only: readOnlys(raw.only),
    card: readId(raw.card),
    view: oneOf(VIEWS, raw.view),
    rows: readRows(raw.rows),
    panel: oneOf(PANELS, raw.panel),
    about: readId(raw.about),
    day: typeof raw.day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(raw.day) ? raw.day : undefined,
    edit: raw.edit === true ? true : undefined,
    present: raw.present === true ? true : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, v]) => v !== undefined));
}
