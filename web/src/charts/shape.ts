// Rows of a result as series over categories.
import { formatCell, isDatePart, type Cell } from "@/format/value";
import { changeOf } from "./change";
import { fillPeriods } from "./periods";
import type { Limit } from "./limits";
import { full } from "./parts";
import { tr } from "@/format/words";
import { SERIES_MAX, type ChartData, type ChartView } from "./spec";
import { T } from "./strings";

export interface Series {
  name: string;
  unit: string;
  values: (number | null)[];
  /** Against the period before, in percent, where the question compares. */
  changes?: (number | null)[];
  against?: string;
}

export interface Shape {
  /** As the server wrote them. */
  keys: string[];
  /** As a person reads them. */
  names: string[];
  series: Series[];
  isTime: boolean;
  /** What was left out, as sentences. */
  notes: string[];
}

export const asNumber = (cell: Cell): number | null =>
  typeof cell === "number" && Number.isFinite(cell) ? cell : null;

const asKey = (cell: Cell): string => (cell === null || cell === undefined ? "" : String(cell));

export function isTimeX({ spec, columns }: ChartData): boolean {
  const column = spec.x ? columns[spec.x.column] : undefined;
  return spec.x?.type === "time" || column?.type === "date" || column?.type === "timestamp";
}

function distinct(values: string[]): string[] {
  return [...new Set(values)];
}

function sum(values: (number | null)[]): number {
  return values.reduce<number>((total, v) => total + (v ?? 0), 0);
}

function splitSeries(data: ChartData, keys: string[]): Series[] {
  const { spec, rows } = data;
  const measure = spec.series[0];
  const split = spec.split;
  if (!measure || !split || !spec.x) return [];
  const at = new Map(keys.map((key, i) => [key, i]));
  const found = new Map<string, Series>();
  for (const row of rows) {
    const name = asKey(row[split.column]) || T.none;
    let series = found.get(name);
    if (!series) {
      series = { name, unit: measure.unit ?? "", values: keys.map(() => null) };
      found.set(name, series);
    }
    const i = at.get(asKey(row[spec.x.column]));
    if (i !== undefined) series.values[i] = asNumber(row[measure.column]);
  }
  return [...found.values()].sort((a, b) => sum(b.values) - sum(a.values));
}

function plainSeries(data: ChartData, keys: string[]): Series[] {
  const { spec, rows } = data;
  const x = spec.x;
  if (!x) return [];
  const at = new Map(keys.map((key, i) => [key, i]));
  return spec.series.map((measure) => {
    const pick = (column: number) => {
      const values: (number | null)[] = keys.map(() => null);
      for (const row of rows) {
        const i = at.get(asKey(row[x.column]));
        if (i !== undefined) values[i] = asNumber(row[column]);
      }
      return values;
    };
    const change = changeOf(data, measure.column);
    return {
      name: measure.label,
      unit: measure.unit ?? "",
      values: pick(measure.column),
      ...(change && { changes: pick(change.column), against: change.against }),
    };
  });
}

/** Which categories, in which order. */
function categories(data: ChartData): string[] {
  const { spec, rows } = data;
  const x = spec.x;
  if (!x) return [];
  const keys = distinct(rows.map((row) => asKey(row[x.column])));
  if (isTimeX(data)) return fillPeriods(keys.filter(Boolean), x.grain);
  if (spec.sort !== "value") return keys;
  const total = new Map<string, number>();
  const measure = spec.series[0]?.column ?? -1;
  for (const row of rows) {
    const key = asKey(row[x.column]);
    total.set(key, (total.get(key) ?? 0) + (asNumber(row[measure]) ?? 0));
  }
  // The rows' own order is kept when it already rises: "the lowest ten" stays lowest first.
  const values = keys.map((key) => total.get(key) ?? 0);
  const rises = values.every((v, i) => i === 0 || v >= (values[i - 1] ?? 0));
  return rises ? keys : [...keys].sort((a, b) => (total.get(b) ?? 0) - (total.get(a) ?? 0));
}

/** All places along the time, in order; none where it is not time. */
export const timeKeys = (data: ChartData): string[] => (isTimeX(data) ? categories(data) : []);

const EVERYTHING: Limit = { keys: 2000, top: 2000, series: SERIES_MAX };

/** What is left out of a drawing, in a sentence; "" when nothing is. */
function cutNote(data: ChartData, drawn: number, all: number, view: ChartView): string {
  if (drawn >= all) return "";
  const words = { n: drawn, others: full(all - drawn, "", view) };
  return data.spec.sort === "value"
    ? tr("The top {n} are drawn, and {others} others are in the table.", words)
    : tr("The first {n} are drawn, and {others} others are in the table.", words);
}

function nameOf(data: ChartData, view: ChartView): (key: string) => string {
  const { spec, columns } = data;
  const column = spec.x ? columns[spec.x.column] : undefined;
  const shown = { name: "", type: "text", ...column, grain: spec.x?.grain };
  const cell = (key: string): Cell => {
    if (column?.type === "bool") return key === "true";
    return column && isDatePart(column) ? Number(key) : key;
  };
  return (key) =>
    key === "" ? T.none : formatCell(cell(key), shown, view.format, { short: true });
}

export function shapeOf(data: ChartData, view: ChartView, limit: Limit = EVERYTHING): Shape {
  const found = categories(data);
  const isTime = isTimeX(data);
  const keys = !isTime && found.length > limit.keys ? found.slice(0, limit.top) : found;
  const all = data.spec.split ? splitSeries(data, keys) : plainSeries(data, keys);
  const notes = [cutNote(data, keys.length, found.length, view)];
  if (all.length > limit.series) {
    const words = { n: limit.series, all: full(all.length, "", view) };
    notes.push(tr("The {n} largest of {all} are drawn; the table has all of them.", words));
  }
  return {
    keys,
    names: keys.map(nameOf(data, view)),
    series: all.slice(0, limit.series),
    isTime,
    notes: notes.filter(Boolean),
  };
}
