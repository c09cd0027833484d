// How columns are given their parts: dates or names along, a second group as series.
import { words } from "@/format/words";
import { isUnique, specColumn, specX, type Roles } from "./roles";
import type { ChartSpec } from "./spec";

/** The parts of a specification, or why this result has none for the type. */
export type Arrange = (roles: Roles) => Partial<ChartSpec> | string;

export const WHY = words({
  number: "It needs a number.",
  numbers: "It needs two numbers for each row.",
  bubble: "It needs three numbers for each row.",
  single: "It needs a single row.",
  names: "It needs names to compare.",
  time: "It needs dates.",
  once: "Its names stand in more than one row each.",
  split: "It needs two groups, one across the other.",
  two: "It needs two measures over the same names or dates.",
  target: "It needs a target.",
  spans: "It needs two dates for each row, a start and an end.",
  prices: "It needs four numbers for each date: open, highest, lowest, close.",
  flows: "It needs where from and where to.",
  many: "It needs several rows.",
  three: "It needs three names at least.",
  places: "It needs latitude and longitude.",
  regions: "It needs names of states or countries.",
  forecast: "It needs a forecast; ask for one.",
});

export const NONE = {
  y2: null,
  size: null,
  lat: null,
  lon: null,
  start: null,
  end: null,
  target: null,
} as const;
export const series = ({ data, measures }: Roles, n = measures.length) =>
  measures.slice(0, n).map((c) => specColumn(data, c));

/** Dates or names along, a second group as series where rows need it. */
export function along(
  roles: Roles,
  main: number | undefined,
  many: boolean,
): Partial<ChartSpec> | string {
  const { data, groups, measures } = roles;
  if (main === undefined) return WHY.names;
  if (measures.length === 0) return WHY.number;
  const alone = isUnique(data, [main]);
  const other = groups.find((g) => g !== main);
  if (alone)
    return { ...NONE, x: specX(data, main), split: null, series: series(roles, many ? 8 : 1) };
  if (!many || other === undefined || !isUnique(data, [main, other])) return WHY.once;
  return {
    ...NONE,
    x: specX(data, main),
    split: specColumn(data, other),
    series: series(roles, 1),
  };
}

export const anyMain = ({ data, times, groups }: Roles) =>
  [data.spec.x?.column, times[0], groups[0]].find(
    (c) => c !== undefined && (times.includes(c) || groups.includes(c)),
  );

/** Two groups, or dates and a group, of which each pair stands in one row. */
export function crossed(r: Roles, main: number | undefined): Partial<ChartSpec> | string {
  if (r.measures.length === 0) return WHY.number;
  const other = r.groups.find((g) => g !== main);
  if (main === undefined || other === undefined) return WHY.split;
  if (!isUnique(r.data, [main, other])) return WHY.once;
  const [x, split] = [specX(r.data, main), specColumn(r.data, other)];
  return { ...NONE, x, split, series: series(r, 1) };
}
