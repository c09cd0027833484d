// What each type needs of a result, and which column it gives which part: one row each. A new
// type is a row here, a file that draws it, and its row in option.ts.
import { readingOf } from "./gauge";
import { outlineOf } from "./places";
import { isUnique, specColumn, specX, type Roles } from "./roles";
import { along, anyMain, crossed, NONE, series, WHY, type Arrange } from "./arrange";
import { asNumber } from "./shape";
import type { ChartType } from "./spec";

const bars: Arrange = (r) => along(r, anyMain(r), true);
const lines: Arrange = (r) => (r.times.length === 0 ? WHY.time : along(r, r.times[0], true));
const parts: Arrange = (r) => along(r, anyMain(r), false);
const byName: Arrange = (r) => (r.groups.length === 0 ? WHY.names : along(r, r.groups[0], false));

/** Needs series: a split or several measures. */
const several: Arrange = (r) => {
  const found = bars(r);
  if (typeof found === "string") return found;
  return found.split || (found.series?.length ?? 0) > 1 ? found : WHY.split;
};

const combo: Arrange = (r) => {
  const main = anyMain(r);
  if (main === undefined) return WHY.names;
  if (r.measures.length < 2) return WHY.two;
  if (!isUnique(r.data, [main])) return WHY.once;
  const [first, second] = series(r, 2);
  if (!first || !second) return WHY.two;
  return { ...NONE, x: specX(r.data, main), split: null, series: [first], y2: [second] };
};

const points =
  (n: number, why: keyof typeof WHY): Arrange =>
  (r) => {
    const [x, y, size] = r.measures;
    if (x === undefined || y === undefined || r.measures.length < n) return WHY[why];
    const one = (c: number) => specColumn(r.data, c);
    const split = r.groups.find((g) => !isUnique(r.data, [g]));
    return {
      ...NONE,
      x: { ...specX(r.data, x), type: "number" },
      series: [one(y)],
      size: n > 2 && size !== undefined ? one(size) : null,
      split: split === undefined ? null : one(split),
    };
  };

const spread: Arrange = (r) => {
  if (r.measures.length === 0) return WHY.number;
  if (r.data.rows.length < 2) return WHY.many;
  return { ...NONE, x: null, split: null, series: series(r, 1) };
};

const boxes: Arrange = (r) => {
  const five = r.measures.length === 5 && r.data.spec.type === "box";
  if (five) return { ...NONE, split: null, series: series(r, 5) };
  const found = spread(r);
  if (typeof found === "string") return found;
  const group = r.groups.find((g) => !isUnique(r.data, [g]));
  return { ...found, x: group === undefined ? null : specX(r.data, group) };
};

const single: Arrange = (r) => {
  if (r.measures.length === 0) return WHY.number;
  if (r.data.rows.length !== 1) return WHY.single;
  return { ...NONE, x: null, split: null, series: series(r) };
};

const gauge: Arrange = (r) => {
  const found = single(r);
  if (typeof found === "string") return found;
  const spec = { ...found, target: r.data.spec.target ?? null };
  const data = { ...r.data, spec: { ...r.data.spec, ...spec } };
  return readingOf(data) ? spec : WHY.target;
};

const gantt: Arrange = (r) => {
  const [name, group] = r.groups;
  const { spec } = r.data;
  const known = spec.start && spec.end ? [spec.start, spec.end] : spec.series;
  const [start, end] = spec.type === "gantt" ? known.map((s) => s.column) : r.times;
  if (name === undefined) return WHY.names;
  if (start === undefined || end === undefined) return WHY.spans;
  const split = group === undefined || isUnique(r.data, [group]) ? null : specColumn(r.data, group);
  const ends = { start: specColumn(r.data, start), end: specColumn(r.data, end) };
  return { ...NONE, x: specX(r.data, name), split, series: [], ...ends };
};

const candles: Arrange = (r) => {
  if (r.times[0] === undefined) return WHY.time;
  if (r.measures.length < 4) return WHY.prices;
  if (!isUnique(r.data, [r.times[0]])) return WHY.once;
  return { ...NONE, x: specX(r.data, r.times[0]), split: null, series: series(r, 4) };
};

const radar: Arrange = (r) => {
  const found = bars(r);
  if (typeof found === "string") return found;
  const names = new Set(r.data.rows.map((row) => row[found.x?.column ?? -1]));
  if (names.size < 3) return WHY.three;
  const unit = found.series?.[0]?.unit ?? "";
  return { ...found, series: found.series?.filter((s) => (s.unit ?? "") === unit) };
};

const mapPoints: Arrange = (r) => {
  if (!r.latLon) return WHY.places;
  const lat = specColumn(r.data, r.latLon.lat);
  const lon = specColumn(r.data, r.latLon.lon);
  return {
    ...NONE,
    x: null,
    split: null,
    lat,
    lon,
    series: series(r, 1),
    size: series(r, 1)[0] ?? null,
  };
};

const mapRegions: Arrange = (r) => {
  if (r.measures.length === 0) return WHY.number;
  const names = (c: number) => r.data.rows.map((row) => String(row[c] ?? ""));
  const places = r.groups.find((g) => outlineOf(names(g)) !== null);
  return places === undefined ? WHY.regions : along(r, places, false);
};

const calendar: Arrange = (r) => (r.times.length === 0 ? WHY.time : along(r, r.times[0], false));

const tree: Arrange = (r) => {
  const [outer] = r.groups;
  if (outer === undefined) return WHY.names;
  const plain = along(r, outer, false);
  return typeof plain === "string" ? crossed(r, outer) : plain;
};

const rings: Arrange = (r) => crossed(r, r.groups[0]);

const sankey: Arrange = (r) => {
  const [from, to] = r.groups;
  if (from === undefined || to === undefined) return WHY.flows;
  if (r.measures.length === 0) return WHY.number;
  const [x, split] = [specX(r.data, from), specColumn(r.data, to)];
  return { ...NONE, x, split, series: series(r, 1) };
};

const positive = (r: Roles) =>
  r.data.rows.some((row) => (asNumber(row[r.measures[0] ?? -1]) ?? 0) > 0);
const some =
  (arrange: Arrange): Arrange =>
  (r) =>
    r.measures.length > 0 && !positive(r) ? WHY.number : arrange(r);

export const ARRANGE: Record<ChartType, Arrange> = {
  number: single,
  gauge,
  bar: bars,
  horizontal_bar: byName,
  grouped_bar: several,
  stacked_bar: several,
  percent_bar: several,
  line: lines,
  step: lines,
  area: lines,
  stacked_area: (r) => {
    const found = lines(r);
    return typeof found === "string" || found.split || (found.series?.length ?? 0) > 1
      ? found
      : WHY.split;
  },
  combo,
  scatter: points(2, "numbers"),
  bubble: points(3, "bubble"),
  histogram: spread,
  box: boxes,
  heatmap: (r) => crossed(r, anyMain(r)),
  calendar_heatmap: calendar,
  pie: parts,
  doughnut: parts,
  treemap: some(tree),
  sunburst: some(rings),
  funnel: byName,
  waterfall: parts,
  sankey: some(sankey),
  radar,
  gantt,
  candlestick: candles,
  pareto: some(byName),
  cohort: (r) => crossed(r, anyMain(r)),
  small_multiples: (r) => crossed(r, anyMain(r)),
  map_points: mapPoints,
  map_regions: mapRegions,
  forecast: () => WHY.forecast,
  table: () => ({}),
};
