// A part of the time that a chart shows. Pure: the rows of the part are drawn as if they were all,
// so that the scale, the numbers beside the marks and the words are the part's own.
import { isTimeX } from "./shape";
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
