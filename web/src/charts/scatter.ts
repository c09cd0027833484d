// One number against another, a point a row; bubbles where a third makes it larger.
import type { ScatterSeriesOption } from "echarts";
import { formatCell } from "@/format/value";
import { tr } from "@/format/words";
import { rowMark, type Given, type Painted } from "./paint";
import { base, full, grid, legend, legendRoom, plotHeight, textStyle, tipHtml } from "./parts";
import { tooltip, valueAxis } from "./parts";
import { asNumber } from "./shape";
import { SERIES_MAX, type ChartData, type Picked, type SpecColumn } from "./spec";
import { T } from "./strings";

type Row = ChartData["rows"][number];

interface Point {
  x: number;
  y: number;
  size: number | null;
  row: Row;
}

/** More points than this are one cloud; an even choice of them shows the same. */
const POINTS_MAX = 3000;
const BUBBLE_MAX = 44;
const BUBBLE_MIN = 6;

const at = (row: Row, column: SpecColumn | null | undefined) => asNumber(row[column?.column ?? -1]);

const sizeColumn = ({ spec }: ChartData) => spec.size ?? spec.series[1] ?? null;

function pointsOf(data: ChartData): Point[] {
  const { spec, rows } = data;
  const size = sizeColumn(data);
  return rows.flatMap((row) => {
    const x = at(row, spec.x);
    const y = at(row, spec.series[0]);
    return x === null || y === null ? [] : [{ x, y, size: at(row, size), row }];
  });
}

function thinned(points: Point[]): Point[] {
  if (points.length <= POINTS_MAX) return points;
  const step = points.length / POINTS_MAX;
  return Array.from({ length: POINTS_MAX }, (_, i) => points[Math.floor(i * step)]).filter(
    (p) => p !== undefined,
  );
}

/** Points of each colour: the split's values, the eight with most points. */
function groups(data: ChartData, points: Point[]): [string, Point[]][] {
  const { split } = data.spec;
  if (!split) return [[data.spec.series[0]?.label ?? "", points]];
  const found = new Map<string, Point[]>();
  for (const p of points) {
    const name = String(p.row[split.column] ?? T.none);
    found.set(name, [...(found.get(name) ?? []), p]);
  }
  return [...found].sort((a, b) => b[1].length - a[1].length).slice(0, SERIES_MAX);
}

/** Area, not diameter, stands for the value. */
function radius(points: Point[]): (size: number | null) => number {
  const most = points.reduce((m, p) => Math.max(m, p.size ?? 0), 0);
  return (size) =>
    size === null || size <= 0 || most === 0
      ? BUBBLE_MIN
      : Math.max(BUBBLE_MIN, BUBBLE_MAX * Math.sqrt(size / most));
}

function label(data: ChartData, row: Row, given: Given): string {
  return data.columns
    .map((c, k) => (c.type === "text" ? formatCell(row[k], c, given.view.format) : null))
    .filter((t) => t !== null)
    .join(", ");
}

function tip(given: Given, found: [string, Point[]][], bubble: boolean) {
  const { data, view } = given;
  const columns = [data.spec.x, data.spec.series[0], ...(bubble ? [sizeColumn(data)] : [])];
  return (p: unknown) => {
    const picked = p as Picked;
    const point = found[picked.seriesIndex ?? 0]?.[1][picked.dataIndex ?? -1];
    if (!point) return "";
    const lines = columns.map((c) => ({
      name: c?.label ?? "",
      value: full(at(point.row, c) ?? NaN, c?.unit ?? "", view),
    }));
    return tipHtml(label(data, point.row, given), lines);
  };
}

function axes({ data, view }: Given) {
  const { spec } = data;
  const name = {
    nameLocation: "middle" as const,
    nameTextStyle: textStyle(view.theme, view.theme.ink2, 12),
    scale: true,
  };
  const y = spec.series[0];
  return {
    xAxis: {
      ...valueAxis(view, spec.x?.unit ?? "", false),
      ...name,
      name: spec.x?.label,
      nameGap: 28,
    },
    // Above the axis, lying: a standing name is read with the head on the shoulder.
    yAxis: {
      ...valueAxis(view, y?.unit ?? "", false),
      ...name,
      name: y?.label,
      nameLocation: "end" as const,
      nameTextStyle: { ...name.nameTextStyle, align: "left" as const, padding: [0, 0, 0, -36] },
      nameGap: 12,
    },
  };
}

export function scatterOption(given: Given): Painted {
  const { data, view } = given;
  const all = pointsOf(data);
  const points = thinned(all);
  const found = groups(data, points);
  const bubble = given.type === "bubble";
  const size = radius(points);
  const names = found.map(([name]) => name);
  const many = found.length > 1;
  const top = many ? legendRoom(names, view) + 8 : 32;
  const series = found.map(([name, of], s): ScatterSeriesOption => ({
    type: "scatter",
    name,
    symbolSize: bubble ? (v: number[]) => size(v[2] ?? null) : points.length > 400 ? 5 : 9,
    itemStyle: {
      color: view.theme.series[s],
      opacity: bubble || points.length > 100 ? 0.55 : 0.8,
      ...(bubble && { borderColor: view.theme.sheet, borderWidth: 1 }),
    },
    data: of.map((p) => [p.x, p.y, p.size ?? 0]),
  }));
  const words = { n: full(points.length, "", view), all: full(all.length, "", view) };
  return {
    height: plotHeight(view, many ? names : [], 40),
    notes:
      points.length < all.length
        ? [tr("An even choice of {n} of {all} points is drawn.", words)]
        : [],
    mark: (p) => {
      const point = found[p.seriesIndex ?? 0]?.[1][p.dataIndex ?? -1];
      return point ? rowMark(data, point.row) : [];
    },
    option: {
      ...base(view),
      grid: grid({ top, bottom: 28 }),
      legend: many ? legend(view, names) : { show: false },
      tooltip: { ...tooltip(view, "item"), formatter: tip(given, found, bubble) },
      ...axes(given),
      series,
    },
  };
}
