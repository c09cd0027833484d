// A chart in a sentence or two: what is drawn, and its highest, lowest, first and last.
import { full } from "./parts";
import type { Series, Shape } from "./shape";
import type { ChartData, ChartType, ChartView } from "./spec";

const NAMES: Record<ChartType, string> = {
  number: "Number",
  bar: "Bar chart",
  horizontal_bar: "Bar chart",
  grouped_bar: "Grouped bar chart",
  stacked_bar: "Stacked bar chart",
  line: "Line chart",
  area: "Area chart",
  pie: "Pie chart",
  scatter: "Scatter chart",
  histogram: "Histogram",
  heatmap: "Heat map",
  table: "Table",
};

interface Point {
  name: string;
  value: number;
}

function pointsOf(series: Series, shape: Shape): Point[] {
  return series.values.flatMap((value, i) =>
    value === null ? [] : [{ name: shape.names[i] ?? "", value }],
  );
}

function extremes(series: Series, shape: Shape, view: ChartView): string {
  const points = pointsOf(series, shape);
  const [first] = points;
  if (!first) return "no values";
  const say = (p: Point) => `${p.name} ${full(p.value, series.unit, view)}`;
  const highest = points.reduce((a, b) => (b.value > a.value ? b : a));
  const lowest = points.reduce((a, b) => (b.value < a.value ? b : a));
  if (points.length === 1) return say(first);
  const ends = shape.isTime
    ? `; from ${say(first)} to ${say(points[points.length - 1] ?? first)}`
    : "";
  return `highest ${say(highest)}, lowest ${say(lowest)}${ends}`;
}

export function summaryOf(type: ChartType, data: ChartData, shape: Shape, view: ChartView): string {
  const { spec, rows } = data;
  const measures = spec.series.map((s) => s.label).join(" and ") || "values";
  const by = spec.x ? ` by ${spec.x.label}` : "";
  const split = spec.split ? ` and ${spec.split.label}` : "";
  const head = `${NAMES[type]} of ${measures}${by}${split}`;
  if (type === "scatter" || type === "histogram" || type === "number" || type === "table") {
    return `${head}, ${rows.length} ${rows.length === 1 ? "row" : "rows"}.`;
  }
  if (shape.series.length === 1 && shape.series[0]) {
    return `${head}: ${extremes(shape.series[0], shape, view)}.`;
  }
  const each = shape.series.map((s) => `${s.name}: ${extremes(s, shape, view)}`);
  return `${head}. ${each.join(". ")}.`;
}
