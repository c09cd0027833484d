// A part of the time that a chart shows. Pure: the rows of the part are drawn as if they were all,
// so that the scale, the numbers beside the marks and the words are the part's own.
import { isTimeX, timeKeys } from "./shape";
import type { ChartData } from "./spec";

export interface Range {
  column: number;
  /** As the rows write it; both ends belong to it. */
  from: string;
  to: string;
}

/** The range between two places along the axis, whichever is first. */
export function rangeOf(
  along: { column: number; keys: string[] },
  a: number,
  b: number,
): Range | null {
  const at = (i: number) => along.keys[Math.min(along.keys.length - 1, Math.max(0, i))];
  const [from, to] = [at(Math.min(a, b)), at(Math.max(a, b))];
  return from === undefined || to === undefined ? null : { column: along.column, from, to };
}

export function zoomTo(data: ChartData, range: Range | null): ChartData {
  if (!range || !isTimeX(data) || data.spec.x?.column !== range.column) return data;
  const at = (row: ChartData["rows"][number]) => String(row[range.column] ?? "");
  const rows = data.rows.filter((row) => at(row) >= range.from && at(row) <= range.to);
  const last = data.rows.reduce((most, row) => (at(row) > most ? at(row) : most), "");
  const open = (data.spec.unfinished_last ?? false) && last <= range.to;
  return { ...data, rows, spec: { ...data.spec, unfinished_last: open } };
}

/** Fewer places than this are looked at no closer. */
const LEAST = 3;

/** What there is to zoom in: all places along the time, with the column that they are of. */
export function fieldOf(data: ChartData): Field | null {
  const x = data.spec.x;
  const keys = x ? timeKeys(data) : [];
  return x && keys.length > LEAST ? { column: x.column, keys } : null;
}

export interface Field {
  column: number;
  keys: string[];
}

function endsOf({ keys }: Field, range: Range | null): [number, number] {
  if (!range) return [0, keys.length - 1];
  const from = keys.findIndex((key) => key >= range.from);
  const after = keys.findIndex((key) => key > range.to);
  return [Math.max(0, from), after < 0 ? keys.length - 1 : Math.max(0, after - 1)];
}

function rangeFrom(field: Field, from: number, count: number): Range | null {
  const { keys, column } = field;
  if (count >= keys.length) return null;
  const first = Math.min(Math.max(0, from), keys.length - count);
  const [low, high] = [keys[first], keys[first + count - 1]];
  return low === undefined || high === undefined ? null : { column, from: low, to: high };
}

/** `by` times as much is shown, around a place of what is shown now or its middle; null: all. */
export function scaled(
  field: Field,
  range: Range | null,
  by: number,
  around?: number,
): Range | null {
  const [from, to] = endsOf(field, range);
  const now = to - from + 1;
  const count = Math.min(field.keys.length, Math.max(LEAST, Math.round(now * by)));
  const at = from + (around ?? (now - 1) / 2);
  const share = (at - from) / Math.max(1, now - 1);
  return rangeFrom(field, Math.round(at - share * (count - 1)), count);
}

/** Half of what is shown earlier or later. */
export function shifted(field: Field, range: Range | null, way: -1 | 1): Range | null {
  const [from, to] = endsOf(field, range);
  const count = to - from + 1;
  return rangeFrom(field, from + way * Math.ceil(count / 2), count);
}

export interface Ways {
  closer: boolean;
  earlier: boolean;
  later: boolean;
}

/** Where one can still go from here. */
export function waysOf(field: Field, range: Range | null): Ways {
  const [from, to] = endsOf(field, range);
  return {
    closer: to - from + 1 > LEAST,
    earlier: from > 0,
    later: to < field.keys.length - 1,
  };
}
