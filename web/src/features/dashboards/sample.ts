// A board as tests use it.
import type { Board, Card } from "./types";

export function makeCard(id: string, more: Partial<Card> = {}): Card {
  return {
    id,
    kind: "question",
    title: id,
    question: `about ${id}`,
    x: 0,
    y: 0,
    w: 6,
    h: 4,
    ...more,
  };
}

export function makeBoard(more: Partial<Board> = {}): Board {
  return {
    id: "b1",
    name: "Shop",
    version: 3,
    created_at: "2026-11-01T08:00:00Z",
    updated_at: "2026-11-20T08:00:00Z",
    favourite: false,
    owner: "",
    may_edit: true,
    may_share: true,
    refresh_seconds: 0,
    filters: [{ id: "f1", column: "stores.city", label: "City", op: "in", values: [] }],
    cards: [makeCard("left"), makeCard("right", { x: 6 }), makeCard("below", { y: 4, w: 12 })],
    ...more,
  };
}

export const ANSWER = {
  question: "about left",
  status: "answered",
  confidence: 0.9,
  reading: "total amount by store",
  chips: [],
  plan: {
    measures: [],
    dimensions: [
      { expr: { column: ["stores", "id"] }, hidden: true },
      { expr: { column: ["stores", "city"] } },
    ],
  },
  headline: "Pune has the most.",
  sql: "SELECT 1",
  columns: [
    { name: "city", label: "city", type: "text", role: "category", unit: "" },
    { name: "amount", label: "amount", type: "int", role: "measure", unit: "" },
  ],
  rows: [
    ["Pune", 40],
    ["Mumbai", 2],
  ],
  row_count: 2,
  chart: {
    type: "table",
    title: "",
    series: [{ column: 1, label: "amount", unit: "" }],
    sort: "",
    reason: "",
    unfinished_last: false,
    drawn: "",
    warning: "",
    alternatives: [],
  },
  sources: [],
  badge: "parsed",
  followups: [],
  alternatives: [],
  missing: [],
  message: "",
  elapsed_ms: 2,
};
