// Lines and areas over time. The unfinished period is the dashed end of the line.
import type { LineSeriesOption } from "echarts";
import type { Given, Painted } from "./paint";
import {
  base,
  categoryAxis,
  grid,
  legend,
  legendRoom,
  plotHeight,
  short,
  textStyle,
  valueAxis,
} from "./parts";
import { NARROW } from "./spec";
import { widest } from "./text-width";
import { axisTip } from "./tips";

interface Lines extends Given {
  area: boolean;
}

const DOTS_BELOW = 32;
const NAMES_MAX = 6;

/** The name of each line where it ends: nobody has to match colours to a legend. */
function hasNames({ shape, view }: Lines): boolean {
  return shape.series.length > 1 && shape.series.length <= NAMES_MAX && view.width >= NARROW;
}

/** Long names are wrapped in a quarter of the sheet, never cut. */
function nameRoom({ shape, view }: Pick<Lines, "shape" | "view">): number {
  const names = shape.series.map((s) => s.name);
  return Math.min(widest(names) + 4, Math.round(view.width / 4));
}

/** Stacked areas keep their last period: a dashed end can't stand on another one. */
function endsOpen({ shape, area, unfinished }: Lines): boolean {
  return unfinished && shape.names.length > 1 && !(area && shape.series.length > 1);
}

function areaStyle({ shape, area }: Lines, color: string | undefined): Partial<LineSeriesOption> {
  if (!area) return {};
  if (shape.series.length === 1) return { areaStyle: { color, opacity: 0.14 } };
  return { areaStyle: { color, opacity: 0.35 }, stack: "all" };
}

/** A value between two gaps has no line: without a dot it would not be seen. */
function standingAlone(values: (number | null)[]): boolean[] {
  const known = (i: number) => typeof values[i] === "number";
  return values.map((_, i) => known(i) && !known(i - 1) && !known(i + 1));
}

function solid(lines: Lines, s: number): LineSeriesOption {
  const { shape, view } = lines;
  const series = shape.series[s];
  const color = view.theme.series[s];
  const last = shape.names.length - 1;
  const open = endsOpen(lines);
  const few = shape.names.length < DOTS_BELOW;
  const alone = standingAlone(series?.values ?? []);
  return {
    type: "line",
    name: series?.name,
    data: (series?.values ?? []).map((v, i) => (open && i === last ? "-" : (v ?? "-"))),
    step: lines.type === "step" ? "end" : undefined,
    showSymbol: few || alone.some(Boolean),
    ...(alone.some(Boolean) && { showAllSymbol: true }),
    symbol: "circle",
    symbolSize: (_v: unknown, p: { dataIndex?: number }) =>
      few || alone[p.dataIndex ?? -1] ? 6 : 0,
    // Thinning would take the lonely points between gaps.
    sampling: alone.some(Boolean) ? undefined : "lttb",
    lineStyle: { width: 2, color },
    itemStyle: { color },
    labelLayout: { moveOverlap: "shiftY" },
    emphasis: { focus: shape.series.length > 1 ? "series" : "none" },
    ...areaStyle(lines, color),
  };
}

function dashedEnd({ shape, type, view }: Lines, s: number): LineSeriesOption {
  const values = shape.series[s]?.values ?? [];
  const last = values.length - 1;
  const color = view.theme.series[s];
  return {
    type: "line",
    step: type === "step" ? "end" : undefined,
    name: shape.series[s]?.name,
    data: values.map((v, i) => (i >= last - 1 ? (v ?? "-") : "-")),
    symbol: "emptyCircle",
    symbolSize: (_v: unknown, p: { dataIndex?: number }) => (p.dataIndex === last ? 7 : 0),
    showSymbol: true,
    lineStyle: { width: 2, type: "dashed", color },
    itemStyle: { color },
    labelLayout: { moveOverlap: "shiftY" },
  };
}

function nameLabel({ shape, view }: Lines, s: number): LineSeriesOption["endLabel"] {
  return {
    show: true,
    formatter: (shape.series[s]?.name ?? "").replace(/[{}]/g, ""),
    ...textStyle(view.theme, view.theme.ink2),
    lineHeight: 16,
    width: nameRoom({ shape, view }),
    overflow: "break",
  };
}

/** Room for the number at the end of the one line. */
function valueRoom({ shape, view }: Pick<Lines, "shape" | "view">): number {
  const last = shape.series[0]?.values.at(-1);
  const text = typeof last === "number" ? short(last, shape.series[0]?.unit ?? "", view) : "";
  return Math.max(24, widest([text]) + 14);
}

/** One line alone says its last number at its end. */
function valueLabel({ shape, view }: Lines): LineSeriesOption["endLabel"] {
  const unit = shape.series[0]?.unit ?? "";
  return {
    show: shape.series.length === 1,
    ...textStyle(view.theme, view.theme.ink),
    formatter: (p) => (typeof p.value === "number" ? short(p.value, unit, view) : ""),
  };
}

function seriesOf(lines: Lines): LineSeriesOption[] {
  const { series } = lines.shape;
  const main = series.map((_, s) => solid(lines, s));
  const ends = endsOpen(lines) ? series.map((_, s) => dashedEnd(lines, s)) : [];
  const named = hasNames(lines);
  (ends.length > 0 ? ends : main).forEach((line, s) => {
    line.endLabel = named ? nameLabel(lines, s) : valueLabel(lines);
  });
  return [...main, ...ends];
}

export function lineOption(given: Given): Painted {
  const { shape, view, unfinished, type } = given;
  const lines = { ...given, area: type === "area" || type === "stacked_area" };
  const named = hasNames(lines);
  const many = shape.series.length > 1;
  const right = named ? nameRoom(lines) + 12 : many ? 32 : valueRoom(lines);
  const names = shape.series.map((s) => s.name);
  const hasLegend = many && !named;
  return {
    height: plotHeight(view, hasLegend ? names : []),
    option: {
      ...base(view),
      grid: grid({ top: hasLegend ? legendRoom(names, view) : 16, right }),
      legend: hasLegend ? legend(view, names) : { show: false },
      tooltip: {
        ...axisTip(shape, view, unfinished),
        axisPointer: { type: "line", lineStyle: { color: view.theme.ink3, type: "solid" } },
      },
      xAxis: { ...categoryAxis(view, shape.names), boundaryGap: false },
      yAxis: { ...valueAxis(view, shape.series[0]?.unit ?? "", false), scale: false },
      series: seriesOf(lines),
    },
  };
}
