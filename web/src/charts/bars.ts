// Bars: upright, lying, side by side, on top of each other. Always from zero.
import type { BarSeriesOption, EChartsOption } from "echarts";
import { rateText } from "./change";
import {
  base,
  categoryAxis,
  grid,
  hatched,
  legend,
  legendRoom,
  short,
  textStyle,
  valueAxis,
} from "./parts";
import type { Series, Shape } from "./shape";
import { DIRECT_LABELS_BELOW, NARROW, type ChartType, type ChartView } from "./spec";
import { axisTip } from "./tips";

interface Bars {
  shape: Shape;
  type: ChartType;
  unfinished: boolean;
  view: ChartView;
}

/** Numbers beside the bars, where there are few enough and room for them. */
export function hasDirectLabels({ shape, type, view }: Omit<Bars, "unfinished">): boolean {
  const bars = shape.names.length * (type === "stacked_bar" ? 1 : shape.series.length);
  if (type === "stacked_bar" || bars >= DIRECT_LABELS_BELOW) return false;
  const room = shape.series.some((s) => s.changes) ? 112 : 56;
  return type === "horizontal_bar" || view.width / bars > room;
}

function roundedEnd(value: number | null, lying: boolean, stacked: boolean): number[] {
  if (stacked) return [0, 0, 0, 0];
  const below = (value ?? 0) < 0;
  if (lying) return below ? [3, 0, 0, 3] : [0, 3, 3, 0];
  return below ? [0, 0, 3, 3] : [3, 3, 0, 0];
}

function barSeries(bars: Bars, s: number, lying: boolean): BarSeriesOption {
  const { shape, type, unfinished, view } = bars;
  const series = shape.series[s];
  const unit = series?.unit ?? "";
  const stacked = type === "stacked_bar";
  const labels = hasDirectLabels(bars);
  const last = shape.names.length - 1;
  return {
    type: "bar",
    name: series?.name,
    stack: stacked ? "all" : undefined,
    barMaxWidth: lying ? 20 : 44,
    barMinHeight: 1,
    barGap: "12%",
    data: (series?.values ?? []).map((value, i) => ({
      value: value ?? "-",
      itemStyle: {
        borderRadius: roundedEnd(value, lying, stacked),
        // A hairline of the sheet parts the pieces of a stack.
        ...(stacked ? { borderColor: view.theme.sheet, borderWidth: 1 } : {}),
        ...(unfinished && i === last ? hatched(view.theme) : {}),
      },
      label: {
        position: lying
          ? (value ?? 0) < 0
            ? "left"
            : "right"
          : (value ?? 0) < 0
            ? "bottom"
            : "top",
      },
    })),
    label: {
      show: labels,
      ...textStyle(view.theme, view.theme.ink),
      formatter: (p) => {
        if (typeof p.value !== "number") return "";
        return short(p.value, unit, view) + changeText(series, p.dataIndex, view);
      },
      rich: {
        good: textStyle(view.theme, view.theme.good),
        bad: textStyle(view.theme, view.theme.bad),
      },
    },
    emphasis: { focus: shape.series.length > 1 ? "series" : "none" },
  };
}

/** The change after the number: its sign says what its colour repeats. */
function changeText(series: Series | undefined, i: number, view: ChartView): string {
  const rate = series?.changes?.[i];
  if (rate === null || rate === undefined) return "";
  return `  {${rate < 0 ? "bad" : "good"}|${rateText(rate, view)}}`;
}

function nameWidth(shape: Shape, view: ChartView): number {
  const longest = Math.max(...shape.names.map((n) => n.length), 1);
  return Math.min(
    Math.ceil(longest * 7.2) + 4,
    Math.round(view.width * (view.width < NARROW ? 0.42 : 0.3)),
  );
}

function lyingAxes(bars: Bars): EChartsOption {
  const { shape, view } = bars;
  const axis = categoryAxis(view, shape.names);
  return {
    xAxis: valueAxis(view, shape.series[0]?.unit ?? "", hasDirectLabels(bars)),
    yAxis: {
      ...axis,
      inverse: true,
      axisLine: { show: false },
      axisLabel: {
        ...axis.axisLabel,
        ...textStyle(view.theme, view.theme.ink),
        width: nameWidth(shape, view),
        overflow: "break",
        lineHeight: 16,
        interval: 0,
        hideOverlap: false,
      },
    },
  };
}

function lyingRoom(bars: Bars): number {
  if (!hasDirectLabels(bars)) return 20;
  return bars.shape.series.some((s) => s.changes) ? 136 : 84;
}

export function barOption(bars: Bars): EChartsOption {
  const { shape, type, unfinished, view } = bars;
  const lying = type === "horizontal_bar";
  const many = shape.series.length > 1;
  const names = shape.series.map((s) => s.name);
  const top = many ? legendRoom(names, view) : lying ? 4 : 28;
  const upright: EChartsOption = {
    xAxis: categoryAxis(view, shape.names),
    yAxis: valueAxis(view, shape.series[0]?.unit ?? "", hasDirectLabels(bars)),
  };
  return {
    ...base(view),
    grid: grid({
      top,
      ...(lying ? { right: lyingRoom(bars) } : {}),
    }),
    legend: many ? legend(view) : { show: false },
    tooltip: axisTip(shape, view, unfinished),
    ...(lying ? lyingAxes(bars) : upright),
    series: shape.series.map((_, s) => barSeries(bars, s, lying)),
  };
}
