// Rows of a result as series over categories.
import { formatCell, type Cell } from "@/format/value";
import { changeOf } from "./change";
import { fillPeriods } from "./periods";
import { SERIES_MAX, type ChartData, type ChartView } from "./spec";

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
    const name = asKey(row[split.column]) || "(none)";
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

export function shapeOf(data: ChartData, view: ChartView): Shape {
  const { spec, columns } = data;
  const keys = categories(data);
  const all = spec.split ? splitSeries(data, keys) : plainSeries(data, keys);
  const notes: string[] = [];
  if (all.length > SERIES_MAX) {
    notes.push(`The ${SERIES_MAX} largest of ${all.length} are drawn; the table has all of them.`);
  }
  const column = spec.x ? columns[spec.x.column] : undefined;
  const shown = { name: "", type: "text", ...column, grain: spec.x?.grain };
  const cell = (key: string): Cell => (column?.type === "bool" ? key === "true" : key);
  return {
    keys,
    names: keys.map((key) =>
      key === "" ? "(none)" : formatCell(cell(key), shown, view.format, { short: true }),
    ),
    series: all.slice(0, SERIES_MAX),
    isTime: isTimeX(data),
    notes,
  };
}
