// One number against another, a point a row; bubbles where a third makes it larger.
import type { ScatterSeriesOption } from "echarts";
import { formatDate } from "@/format/date";
import { formatCell } from "@/format/value";
import { tr } from "@/format/words";
import { isoOfMoment, momentOf } from "./days";
import { rowMark, type Given, type Painted } from "./paint";
import { base, full, grid, legend, legendRoom, plotHeight, textStyle, tipHtml } from "./parts";
import { tooltip, valueAxis } from "./parts";
import { asNumber, isTimeX } from "./shape";
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

/** Where a row stands along x: its number, or its moment. */
function alongOf(data: ChartData): (row: Row) => number | null {
  const { x } = data.spec;
  if (!isTimeX(data)) return (row) => at(row, x);
  return (row) => momentOf(String(row[x?.column ?? -1] ?? ""));
}

const sizeColumn = ({ spec }: ChartData) => spec.size ?? spec.series[1] ?? null;

function pointsOf(data: ChartData): Point[] {
  const { spec, rows } = data;
  const size = sizeColumn(data);
  const along = alongOf(data);
  return rows.flatMap((row) => {
    const x = along(row);
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
    const lines = columns.flatMap((c) => {
      const value = at(point.row, c);
      return value === null
        ? []
        : [{ name: c?.label ?? "", value: full(value, c?.unit ?? "", view) }];
    });
    const day = isTimeX(data) ? dateText(point.x, given) : "";
    return tipHtml([day, label(data, point.row, given)].filter(Boolean).join(", "), lines);
  };
}

const dateText = (ms: number, { view }: Given) =>
  formatDate(isoOfMoment(ms), {
    lang: view.format.lang,
    thisYear: view.format.thisYear,
    short: true,
  });

/** Moments have an axis of their own. */
function timeAxis(given: Given) {
  const { axisLabel } = valueAxis(given.view, "", false);
  return {
    type: "time" as const,
    axisLabel: { ...axisLabel, formatter: (ms: number) => dateText(ms, given) },
  };
}

function axes(given: Given) {
  const { data, view } = given;
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
      ...(isTimeX(data) && timeAxis(given)),
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
      useUTC: true,
      grid: grid({ top, bottom: 28 }),
      legend: many ? legend(view, names) : { show: false },
      tooltip: { ...tooltip(view, "item"), formatter: tip(given, found, bubble) },
      ...axes(given),
      series,
    },
  };
}
