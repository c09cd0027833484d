// A board and what is on it, as the pages see them.
import type { Answer, Cell, Plan } from "@/api/types";
import type { CardBefore } from "@/api/wire";

export type CardKind = "question" | "sql" | "plan" | "text" | "image" | "kpi";

export interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Card extends Place {
  id: string;
  kind: CardKind;
  title: string;
  question?: string;
  plan?: Plan | null;
  sql?: string;
  text?: string;
  /** A data URL. */
  image?: string;
  /** The kind of chart that is wished; "" leaves the choice to Munim. */
  chart?: string;
  target?: number | null;
  note?: string;
}

export type FilterOp = "in" | "between" | "period";

export interface Filter {
  id: string;
  /** "table.column" */
  column: string;
  label: string;
  op: FilterOp;
  /** None: no restriction. */
  values: Cell[];
}

export interface Board {
  id: string;
  name: string;
  /** Grows by one with each change, whoever makes it. */
  version: number;
  created_at: string;
  updated_at: string;
  /** Of whoever looks. */
  favourite: boolean;
  /** Its name; "" where nobody is known. */
  owner: string;
  may_edit: boolean;
  may_share: boolean;
  /** 0: only when asked. */
  refresh_seconds: number;
  filters: Filter[];
  cards: Card[];
}

export interface BoardBrief {
  id: string;
  name: string;
  version: number;
  updated_at: string;
  cards: number;
  favourite: boolean;
  owner: string;
  may_edit: boolean;
  may_share: boolean;
}

export interface Template {
  id: string;
  name: string;
  why: string;
  cards: number;
}

export type BoardFields = Partial<Pick<Board, "name" | "refresh_seconds">>;
export type CardPatch = Partial<Omit<Card, "id">> & { id: string };

export type Change =
  | { op: "set"; fields: BoardFields }
  | { op: "card"; card: CardPatch }
  | { op: "remove_card"; id: string }
  | { op: "layout"; cards: (Place & { id: string })[] }
  | { op: "filter"; filter: Filter }
  | { op: "remove_filter"; id: string };

export interface Version {
  version: number;
  at: string;
  what: string;
  author?: string;
}

export interface Comment {
  id: string;
  card?: string | null;
  /** The day that it points to. */
  at?: string | null;
  text: string;
  author: string;
  may_delete?: boolean;
  made_at: string;
}

export interface ShareLink {
  token: string;
  expires_at?: string | null;
  made_at: string;
}

export interface FilterValue {
  value: Cell;
  rows: number;
}

export interface NotFiltered {
  id: string;
  why: string;
}

/** A figure's course over time, the oldest first. */
export interface Spark {
  grain: string;
  unit: string;
  points: { t: string; value: number | null }[];
}

/** A figure's days against the same days before; `partial`: its period is not over. */
export type Before = CardBefore;

/** What a card shows. */
export interface CardData {
  answer: Answer;
  not_filtered: NotFiltered[];
  spark: Spark | null;
  before?: Before | null;
}

/** A filter that lives in the address alone: what was clicked on, in which card. */
export interface Only {
  card: string;
  text: string;
  filters: Filter[];
  where: { column: number; value: Cell }[];
}
