// Filters of a board: which apply, what they are called, and what a click on a mark means. Pure.
import type { Cell } from "@/api/types";
import type { MarkValue } from "@/charts/spec";
import { formatDate, parseIso, type Grain } from "@/format/date";
import { formatCell, type FormatOptions } from "@/format/value";
import { tr, words } from "@/format/words";
import type { Filter, Only } from "./types";

/** The values set in the address, by filter; they stand in place of the stored ones. */
export type Overrides = Record<string, Cell[]>;

/** Periods that are counted from today at each painting; the words are the server's. */
export const PERIODS: Record<string, string> = words({
  today: "Today",
  yesterday: "Yesterday",
  "last 7 days": "Last 7 days",
  "last 30 days": "Last 30 days",
  "last 90 days": "Last 90 days",
  "this week": "This week",
  "last week": "Last week",
  "this month": "This month",
  "last month": "Last month",
  "this quarter": "This quarter",
  "last quarter": "Last quarter",
  "this year": "This year",
  "last year": "Last year",
});
export const PERIOD_NAMES = Object.keys(PERIODS);

export const isSet = (filter: Filter): boolean =>
  filter.values.some((v) => v !== null) || (filter.op === "in" && filter.values.length > 0);

/** The board's filters as they stand now: the stored ones with what the address says. */
export function current(filters: readonly Filter[], overrides: Overrides): Filter[] {
  return filters.map((f) => ({ ...f, values: overrides[f.id] ?? f.values }));
}

/** What one card is asked with. A card is not narrowed by its own mark: the others stay in sight. */
export function filtersFor(card: string, filters: readonly Filter[], onlys: readonly Only[]) {
  const clicked = onlys.filter((o) => o.card !== card).flatMap((o) => o.filters);
  const replaced = new Set(clicked.map((f) => f.column));
  return [...filters.filter((f) => !replaced.has(f.column)), ...clicked];
}

const SHOWN_MAX = 2;
export const NOT_KNOWN = words({ word: "not known" });

export function valueText(value: Cell, format: FormatOptions): string {
  if (value === null || value === "") return NOT_KNOWN.word;
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value)) {
    return formatDate(value, { short: true, thisYear: format.thisYear, lang: format.lang });
  }
  if (typeof value !== "number") return String(value);
  return formatCell(value, { name: "", type: Number.isInteger(value) ? "int" : "float" }, format);
}

/** "Andheri, Bandra and 2 more", "from 1 Oct to 31 Oct", "Last month", "all". */
export function filterText(filter: Filter, format: FormatOptions): string {
  const { op, values } = filter;
  if (!isSet(filter)) return tr("all");
  if (op === "period" && values.length === 1)
    return PERIODS[String(values[0])] ?? String(values[0]);
  const say = (v: Cell | undefined) => valueText(v ?? null, format);
  if (op !== "in") {
    const [from, to] = values;
    if (from === null || from === undefined) return tr("up to {to}", { to: say(to) });
    if (to === null || to === undefined) return tr("from {from}", { from: say(from) });
    if (from === to) return say(from);
    return tr("{from} to {to}", { from: say(from), to: say(to) });
  }
  const shown = values.slice(0, SHOWN_MAX).map(say).join(", ");
  const more = values.length - SHOWN_MAX;
  return more > 0 ? tr("{shown} and {more} more", { shown, more }) : shown;
}

const iso = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

const LAST: Partial<Record<Grain, (y: number, m: number, d: number) => string>> = {
  day: (y, m, d) => iso(y, m, d),
  week: (y, m, d) => iso(y, m, d + 6),
  month: (y, m) => iso(y, m + 1, 0),
  quarter: (y, m) => iso(y, m + 3, 0),
  year: (y) => iso(y, 12, 31),
};

/** The days that a point of a time axis stands for. */
export function daysOf(moment: string, grain: string | null | undefined): [string, string] | null {
  const parts = parseIso(moment);
  if (!parts) return null;
  const last = LAST[(grain || "day") as Grain] ?? LAST.day;
  const { year, month, day } = parts;
  return last ? [iso(year, month, day), last(year, month, day)] : null;
}

export interface MarkColumn {
  name: string;
  label: string;
  type: string;
  role?: string;
  unit?: string;
  grain?: string | null;
  /** "table.column" when a filter can be made of it. */
  origin?: string;
}

/** An id is of letters and digits, and short. */
const ID_MAX = 32;

/** The filter that shows only what `value` of this column stands for; null when it can't. */
export function filterOf(column: MarkColumn, value: Cell): Filter | null {
  if (!column.origin) return null;
  const id = `only${column.origin.replace(/[^a-z0-9]/gi, "")}`.slice(0, ID_MAX);
  const base = { id, column: column.origin, label: column.label };
  if (column.type !== "date" && column.type !== "timestamp") {
    return { ...base, op: "in", values: [value] };
  }
  const days = typeof value === "string" ? daysOf(value, column.grain) : null;
  return days && { ...base, op: "between", values: days };
}

/** What a mark of a card's chart stands for: a filter for each thing it is made of. */
export function onlyOf(
  card: string,
  columns: readonly MarkColumn[],
  marks: readonly MarkValue[],
  format: FormatOptions,
): Only | null {
  const parts = marks.flatMap(({ column: k, value: raw }) => {
    const value = raw ?? null;
    const column = columns[k];
    const filter = column && filterOf(column, value);
    if (!filter) return [];
    const text =
      value === null ? NOT_KNOWN.word : formatCell(value, column, format, { short: true });
    return [{ filter, text, where: { column: k, value } }];
  });
  if (parts.length === 0) return null;
  return {
    card,
    text: parts.map((p) => p.text).join(", "),
    filters: parts.map((p) => p.filter),
    where: parts.map((p) => p.where),
  };
}

/** The same of a row of the card's table. */
export function onlyOfRow(
  card: string,
  columns: readonly MarkColumn[],
  row: readonly Cell[],
  format: FormatOptions,
): Only | null {
  const marks = row.map((value, column) => ({ column, value: value ?? null }));
  return onlyOf(card, columns, marks, format);
}

export const sameOnly = (a: Only, b: Only): boolean =>
  a.card === b.card && JSON.stringify(a.where) === JSON.stringify(b.where);

/** Clicked again it goes; another mark of the same card takes its place. */
export function toggled(onlys: readonly Only[], next: Only): Only[] {
  if (onlys.some((o) => sameOnly(o, next))) return onlys.filter((o) => !sameOnly(o, next));
  return [...onlys.filter((o) => o.card !== next.card), next];
}
