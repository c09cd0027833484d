// What the columns of a result may be in a chart: times, groups, measures, places.
import { isNumeric, isTemporal } from "@/format/value";
import type { ChartColumn, ChartData, ChartSpec, SpecColumn } from "./spec";

export interface Roles {
  data: ChartData;
  times: number[];
  /** Names, codes, yes and no: what rows can be told apart by. */
  groups: number[];
  measures: number[];
  latLon: { lat: number; lon: number } | null;
}

const LAT = /^lat(itude)?$|_lat(itude)?$/i;
const LON = /^(lon|lng|long)(gitude)?$|_(lon|lng|longitude)$/i;
/** Columns that a comparison puts after its measure; they are shown with it. */
const COMPARED = /_(before|change|growth)$/;

export function latLonOf({ spec, columns }: ChartData): { lat: number; lon: number } | null {
  if (spec.lat && spec.lon) return { lat: spec.lat.column, lon: spec.lon.column };
  const find = (name: RegExp) => columns.findIndex((c) => isNumeric(c) && name.test(c.name));
  const [lat, lon] = [find(LAT), find(LON)];
  return lat >= 0 && lon >= 0 ? { lat, lon } : null;
}

const isLabel = (c: ChartColumn) => ["key", "link", "code", "time"].includes(c.role);

/** Those that the specification names come first, in its order. */
function ordered(found: number[], named: (SpecColumn | null | undefined)[]): number[] {
  const first = named.flatMap((c) => (c && found.includes(c.column) ? [c.column] : []));
  return [...new Set([...first, ...found])];
}

function named(spec: ChartSpec): Set<number> {
  return new Set(
    [...spec.series, ...(spec.y2 ?? []), spec.size].flatMap((s) => (s ? [s.column] : [])),
  );
}

export function rolesOf(data: ChartData): Roles {
  const { spec, columns } = data;
  const latLon = latLonOf(data);
  const drawn = named(spec);
  const all = columns.map((_, i) => i);
  const column = (i: number) => columns[i] ?? { name: "", label: "", type: "", role: "", unit: "" };
  const isPlace = (i: number) => latLon !== null && (i === latLon.lat || i === latLon.lon);
  const isMeasure = (i: number) =>
    isNumeric(column(i)) &&
    !isPlace(i) &&
    (drawn.has(i) ||
      (!isLabel(column(i)) && !COMPARED.test(column(i).name) && spec.split?.column !== i));
  const isGroup = (i: number) =>
    column(i).type === "text" ||
    column(i).type === "bool" ||
    (isNumeric(column(i)) && !isMeasure(i) && !isPlace(i) && !COMPARED.test(column(i).name));
  return {
    data,
    latLon,
    times: ordered(
      all.filter((i) => isTemporal(column(i))),
      [spec.x],
    ),
    groups: ordered(all.filter(isGroup), [spec.x, spec.split]),
    measures: ordered(all.filter(isMeasure), [...spec.series, ...(spec.y2 ?? []), spec.size]),
  };
}

/** True when no two rows share what stands in these columns. */
export function isUnique({ rows }: ChartData, by: readonly number[]): boolean {
  const seen = new Set<string>();
  for (const row of rows) {
    const key =
      by.length === 1 ? String(row[by[0] ?? 0] ?? "") : JSON.stringify(by.map((c) => row[c]));
    if (seen.has(key)) return false;
    seen.add(key);
  }
  return true;
}

/** The column as a specification names it; as the server wrote it where it did. */
export function specColumn({ spec, columns }: ChartData, column: number): SpecColumn {
  const known = [...spec.series, ...(spec.y2 ?? []), spec.size, spec.split, spec.x];
  const found = known.find((c) => c?.column === column);
  if (found) return { column, label: found.label, unit: found.unit };
  const c = columns[column];
  return { column, label: c?.label || (c?.name ?? ""), unit: c?.unit };
}

export function specX(data: ChartData, column: number): NonNullable<ChartSpec["x"]> {
  if (data.spec.x?.column === column) return data.spec.x;
  const c = data.columns[column];
  const type = c && isTemporal(c) ? "time" : c && isNumeric(c) ? "number" : "category";
  return { ...specColumn(data, column), type, grain: null };
}
