// A chart in a sentence or two: what is drawn, and its highest, lowest, first and last.
import { counted, tr } from "@/format/words";
import type { Given } from "./paint";
import { full } from "./parts";
import type { Series, Shape } from "./shape";
import type { ChartType, ChartView } from "./spec";
import { KINDS } from "./strings";
import { listing } from "@/format/text";

interface Point {
  name: string;
  value: number;
}

/** Their rows are too many, or not categories: how many there are is said instead. */
const COUNTED = new Set<ChartType>([
  "scatter",
  "bubble",
  "histogram",
  "map_points",
  "sankey",
  "number",
  "table",
]);

function pointsOf(series: Series, shape: Shape): Point[] {
  return series.values.flatMap((value, i) =>
    value === null ? [] : [{ name: shape.names[i] ?? "", value }],
  );
}

function extremes(series: Series, shape: Shape, view: ChartView): string {
  const points = pointsOf(series, shape);
  const [first] = points;
  if (!first) return tr("no values");
  const say = (p: Point) => `${p.name} ${full(p.value, series.unit, view)}`;
  if (points.length === 1) return say(first);
  const high = say(points.reduce((a, b) => (b.value > a.value ? b : a)));
  const low = say(points.reduce((a, b) => (b.value < a.value ? b : a)));
  if (!shape.isTime) return tr("highest {high}, lowest {low}", { high, low });
  const last = say(points[points.length - 1] ?? first);
  return tr("highest {high}, lowest {low}; from {first} to {last}", {
    high,
    low,
    first: say(first),
    last,
  });
}

function headOf({ data, type }: Given): string {
  const { spec } = data;
  const kind = KINDS[type];
  const what = listing([...spec.series, ...(spec.y2 ?? [])].map((s) => s.label)) || tr("values");
  const words = { kind, what, x: spec.x?.label ?? "", split: spec.split?.label ?? "" };
  if (spec.x && spec.split) return tr("{kind} of {what} by {x} and {split}", words);
  if (spec.x) return tr("{kind} of {what} by {x}", words);
  return tr("{kind} of {what}", words);
}

export function summaryOf(given: Given, own?: string): string {
  const { shape, data, type, view } = given;
  const head = headOf(given);
  if (own) return `${head}: ${own}.`;
  if (COUNTED.has(type)) {
    return `${head}, ${counted(data.rows.length, "{n} row", "{n} rows")}.`;
  }
  if (shape.series.length === 1 && shape.series[0]) {
    return `${head}: ${extremes(shape.series[0], shape, view)}.`;
  }
  const each = shape.series.map((s) => `${s.name}: ${extremes(s, shape, view)}`);
  return `${head}. ${each.join(". ")}.`;
}
