// The order list: its columns, sorting, and the same as CSV. Pure.
import type * as wire from "@/api/wire";
import { toCsv } from "@/format/csv";
import { tr, words } from "@/format/words";
import { STATUS } from "./strings";

export type Item = wire.ForecastItem;

export interface ListColumn {
  id: string;
  /** Only where the data says what is on hand. */
  stock?: boolean;
  numeric?: boolean;
  value: (item: Item) => string | number | null;
}

const URGENCY = ["out_of_stock", "order_now", "order_soon", "enough", "unknown"];
const advice = (item: Item) => item.recommendation;

const HEADERS: Record<string, string> = words({
  name: "Product",
  status: "State",
  order: "Order",
  on_hand: "On hand",
  cover: "Days of cover",
  reorder: "Reorder at",
  quantity: "Expected",
  up_to: "Up to",
});

export const headerOf = (column: ListColumn): string => HEADERS[column.id] ?? column.id;

export const COLUMNS: ListColumn[] = [
  { id: "name", value: (i) => i.name },
  { id: "status", stock: true, value: (i) => advice(i)?.status ?? null },
  {
    id: "order",

    stock: true,
    numeric: true,
    value: (i) => advice(i)?.suggested_order ?? null,
  },
  {
    id: "on_hand",

    stock: true,
    numeric: true,
    value: (i) => advice(i)?.on_hand ?? null,
  },
  {
    id: "cover",

    stock: true,
    numeric: true,
    value: (i) => advice(i)?.days_of_cover ?? null,
  },
  {
    id: "reorder",

    numeric: true,
    value: (i) => advice(i)?.reorder_point ?? null,
  },
  { id: "quantity", numeric: true, value: (i) => i.quantity },
  { id: "up_to", numeric: true, value: (i) => advice(i)?.order_up_to ?? null },
];

export const columnsFor = (hasStock: boolean) => COLUMNS.filter((c) => hasStock || !c.stock);

function rank(column: ListColumn, item: Item): string | number | null {
  const value = column.value(item);
  return column.id === "status" && typeof value === "string" ? URGENCY.indexOf(value) : value;
}

/** What has no value stands last, whichever way it is sorted. */
export function sortItems(items: readonly Item[], id: string, descending: boolean): Item[] {
  const column = COLUMNS.find((c) => c.id === id);
  if (!column) return [...items];
  return [...items].sort((x, y) => {
    const a = rank(column, x);
    const b = rank(column, y);
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const order = typeof a === "string" ? a.localeCompare(String(b)) : a - Number(b);
    return descending ? -order : order;
  });
}

export function filterItems(items: readonly Item[], typed: string): Item[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const text = `${item.name} ${item.key} ${item.category ?? ""}`.toLowerCase();
    return words.every((w) => text.includes(w));
  });
}

export function listCsv(list: wire.ForecastAll): string {
  const columns = columnsFor(list.has_stock);
  const header = [
    tr("Code"),
    tr("Category"),
    ...columns.map(headerOf),
    tr("Lead days"),
    tr("Advice"),
  ];
  const rows = list.items.map((item) => [
    item.key,
    item.category ?? "",
    ...columns.map((c) => {
      const value = c.value(item);
      if (c.id === "status") return STATUS[String(value)] ?? "";
      return typeof value === "number" ? Math.round(value * 10) / 10 : value;
    }),
    item.recommendation?.lead_days ?? null,
    item.recommendation?.text ?? "",
  ]);
  return toCsv(header, rows);
}
