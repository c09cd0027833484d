// Lines and areas over time. The unfinished period is the dashed end of the line.
import type { EChartsOption, LineSeriesOption } from "echarts";
import { base, categoryAxis, grid, legend, short, textStyle, valueAxis } from "./parts";
import type { Shape } from "./shape";
import { NARROW, type ChartView } from "./spec";
import { axisTip } from "./tips";

interface Lines {
  shape: Shape;
  area: boolean;
  unfinished: boolean;
  view: ChartView;
}

const DOTS_BELOW = 32;

function endLabels({ shape, view }: Lines): boolean {
  return shape.series.length > 1 && shape.series.length <= 6 && view.width >= NARROW;
}

function solid(lines: Lines, s: number): LineSeriesOption {
  const { shape, area, unfinished, view } = lines;
  const series = shape.series[s];
  const color = view.theme.series[s];
  const last = shape.names.length - 1;
  return {
    type: "line",
    name: series?.name,
    data: (series?.values ?? []).map((v, i) => (unfinished && i === last ? "-" : (v ?? "-"))),
    showSymbol: shape.names.length < DOTS_BELOW,
    symbol: "circle",
    symbolSize: 6,
    lineStyle: { width: 2, color },
    itemStyle: { color },
    ...(area ? { areaStyle: { color, opacity: shape.series.length > 1 ? 0.35 : 0.14 } } : {}),
    ...(area && shape.series.length > 1 ? { stack: "all" } : {}),
    endLabel: {
      show: endLabels(lines),
      formatter: series?.name ?? "",
      ...textStyle(view.theme, view.theme.ink2),
      width: 120,
      overflow: "truncate",
    },
    labelLayout: { moveOverlap: "shiftY" },
    emphasis: { focus: shape.series.length > 1 ? "series" : "none" },
  };
}

function dashedEnd(lines: Lines, s: number): LineSeriesOption | null {
  const { shape, unfinished, view } = lines;
  const values = shape.series[s]?.values ?? [];
  const last = values.length - 1;
  if (!unfinished || last < 1) return null;
  const color = view.theme.series[s];
  return {
    type: "line",
    name: shape.series[s]?.name,
    data: values.map((v, i) => (i >= last - 1 ? (v ?? "-") : "-")),
    symbol: "emptyCircle",
    symbolSize: (_v: unknown, p: { dataIndex?: number }) => (p.dataIndex === last ? 7 : 0),
    showSymbol: true,
    lineStyle: { width: 2, type: "dashed", color },
    itemStyle: { color },
  };
}

/** One line alone says its last number at its end. */
function lastValue(lines: Lines): LineSeriesOption["endLabel"] {
  const { shape, view } = lines;
  const series = shape.series[0];
  return {
    show: shape.series.length === 1,
    ...textStyle(view.theme, view.theme.ink),
    formatter: (p) => (typeof p.value === "number" ? short(p.value, series?.unit ?? "", view) : ""),
  };
}

export function lineOption(lines: Lines): EChartsOption {
  const { shape, view, unfinished } = lines;
  const labelled = endLabels(lines);
  const many = shape.series.length > 1 && !labelled;
  const main = shape.series.map((_, s) => solid(lines, s));
  const ends =
    lines.area && shape.series.length > 1 ? [] : shape.series.map((_, s) => dashedEnd(lines, s));
  const dashed = ends.filter((e) => e !== null);
  const alone = shape.series.length === 1 ? (dashed[0] ?? main[0]) : undefined;
  if (alone) alone.endLabel = lastValue(lines);
  return {
    ...base(view),
    grid: grid({ top: many ? 44 : 16, right: labelled ? 132 : 76 }),
    legend: many ? legend(view) : { show: false },
    tooltip: {
      ...axisTip(shape, view, unfinished),
      axisPointer: { type: "line", lineStyle: { color: view.theme.ink3, type: "solid" } },
    },
    xAxis: { ...categoryAxis(view, shape.names), boundaryGap: false },
    yAxis: { ...valueAxis(view, shape.series[0]?.unit ?? "", false), scale: false },
    series: [...main, ...dashed],
  };
}
