// Bars: upright, lying, side by side, on top of each other. Always from zero.
import type { BarSeriesOption, EChartsOption } from "echarts";
import { formatNumber } from "@/format/number";
import { barLabels, isStacked, labelRoom } from "./bar-labels";
import { rateText } from "./change";
import { lyingRows, type LyingRows } from "./lying-rows";
import {
  base,
  categoryAxis,
  grid,
  legend,
  legendRoom,
  namedAxis,
  plotHeight,
  shareAxis,
  styleFor,
  textStyle,
  valueAxis,
} from "./parts";
import type { Given, Painted } from "./paint";
import type { Series } from "./shape";
import type { ChartView } from "./spec";
import { hatched } from "./hatch";
import { axisTip } from "./tips";

type Bars = Given;

/** Shares of each category's sum, in percent; the rows' own numbers stay in the tooltip. */
export function sharesOf(given: Given): Given {
  const { shape } = given;
  const totals = shape.keys.map((_, i) =>
    shape.series.reduce((sum, s) => sum + (s.values[i] ?? 0), 0),
  );
  const share = (v: number | null, i: number) =>
    v === null || !totals[i] ? null : (v / totals[i]) * 100;
  const series = shape.series.map((s) => ({ ...s, unit: "%", values: s.values.map(share) }));
  return { ...given, shape: { ...shape, series } };
}

function roundedEnd(value: number | null, lying: boolean, stacked: boolean): number[] {
  if (stacked) return [0, 0, 0, 0];
  const below = (value ?? 0) < 0;
  if (lying) return below ? [3, 0, 0, 3] : [0, 3, 3, 0];
  return below ? [0, 0, 3, 3] : [3, 3, 0, 0];
}

function barSeries(bars: Bars, s: number, rows: LyingRows | null): BarSeriesOption {
  const { shape, type, unfinished, view } = bars;
  const series = shape.series[s];
  const unit = series?.unit ?? "";
  const stacked = isStacked(type);
  const lying = rows !== null;
  const labels = barLabels(bars);
  const last = shape.names.length - 1;
  return {
    type: "bar",
    name: series?.name,
    stack: stacked ? "all" : undefined,
    barMaxWidth: rows?.bar ?? 44,
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
        // Left of a lying bar below zero stands its name: its number is at the zero line.
        position: lying ? "right" : (value ?? 0) < 0 ? "bottom" : "top",
      },
    })),
    label: {
      show: labels !== null,
      ...textStyle(view.theme, view.theme.ink, labels?.size),
      formatter: (p) => {
        if (typeof p.value !== "number") return "";
        return (labels?.words(p.value, unit, view) ?? "") + changeText(series, p.dataIndex, view);
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

/** A part of the plot. */
const NUMBER_BELOW = 0.1;

/** Where each bar says its number, the longest may take all the room there is. */
function barAxis(bars: Bars) {
  const { shape, type, view } = bars;
  const labels = barLabels(bars);
  const axis = valueAxis(view, shape.series[0]?.unit ?? "", labels !== null);
  if (!labels) return axis;
  const values = shape.series.flatMap((s) => s.values.map((v) => v ?? 0));
  const most = values.reduce((n, v) => Math.max(n, v), 0);
  const least = values.reduce((n, v) => Math.min(n, v), 0);
  // Below an upright bar under zero stands its number, and only then its name.
  const below = least < 0 && type !== "horizontal_bar" ? (most - least) * NUMBER_BELOW : 0;
  return {
    ...axis,
    ...(most > 0 && { max: most }),
    ...(below > 0 && { min: least - below }),
  };
}

function lyingAxes(bars: Bars, names: LyingRows["names"]): EChartsOption {
  const { shape, view } = bars;
  return {
    xAxis: barAxis(bars),
    yAxis: {
      ...categoryAxis(view, shape.names),
      inverse: true,
      axisLine: { show: false, onZero: false },
      axisLabel: names,
      z: 3, // names above the bars of their rows
    },
  };
}

function uprightAxes(bars: Bars): EChartsOption {
  const { shape, type, view } = bars;
  const axis = barAxis(bars);
  return {
    xAxis: shape.isTime ? categoryAxis(view, shape.names) : namedAxis(view, shape.names),
    yAxis: type === "percent_bar" ? shareAxis(view) : axis,
  };
}

function tipFor(given: Given, bars: Bars) {
  const { view, unfinished } = given;
  const tip = axisTip(given.shape, view, unfinished);
  if (given.type !== "percent_bar") return tip;
  const share = (v: number | null | undefined) =>
    typeof v === "number" ? formatNumber(Math.round(v * 10) / 10, styleFor("%", view)) : "";
  const lines = (i: number) => bars.shape.series.map((s) => share(s.values[i]));
  return axisTip(given.shape, view, unfinished, lines);
}

export function barOption(given: Given): Painted {
  const bars = given.type === "percent_bar" ? sharesOf(given) : given;
  const { shape, type, view } = bars;
  const lying = type === "horizontal_bar" ? lyingRows(bars) : null;
  const many = shape.series.length > 1;
  const names = shape.series.map((s) => s.name);
  const top = many ? legendRoom(names, view) : 28;
  return {
    height: lying ? lying.height : plotHeight(view, many ? names : []),
    option: {
      ...base(view),
      grid: {
        ...grid({ top, ...(lying ? { right: labelRoom(bars) } : {}) }),
        ...(many ? {} : lying?.grid),
      },
      legend: many ? legend(view, names) : { show: false },
      tooltip: tipFor(given, bars),
      ...(lying ? lyingAxes(bars, lying.names) : uprightAxes(bars)),
      series: shape.series.map((_, s) => barSeries(bars, s, lying)),
    },
  };
}
