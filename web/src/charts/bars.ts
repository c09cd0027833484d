// Bars: upright, lying, side by side, on top of each other. Always from zero.
import type { BarSeriesOption, EChartsOption } from "echarts";
import { formatNumber } from "@/format/number";
import { rateText } from "./change";
import {
  base,
  categoryAxis,
  grid,
  legend,
  legendRoom,
  nameLabels,
  namedAxis,
  plotHeight,
  shareAxis,
  short,
  styleFor,
  textStyle,
  valueAxis,
} from "./parts";
import type { Given, Painted } from "./paint";
import type { Series } from "./shape";
import { DIRECT_LABELS_BELOW, type ChartView } from "./spec";
import { linesIn, widest } from "./text-width";
import { hatched } from "./hatch";
import { axisTip } from "./tips";

type Bars = Given;

const isStacked = (type: string) => type === "stacked_bar" || type === "percent_bar";

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

/** Numbers beside the bars, where there are few enough and room for them. */
export function hasDirectLabels({
  shape,
  type,
  view,
}: Pick<Bars, "shape" | "type" | "view">): boolean {
  if (isStacked(type)) return false;
  const bars = shape.names.length * shape.series.length;
  if (bars >= DIRECT_LABELS_BELOW) return false;
  if (type === "horizontal_bar") return true;
  const changed = shape.series.some((s) => s.changes) ? 56 : 0;
  const texts = shape.series.flatMap((s) =>
    s.values.map((v) => (v === null ? "" : short(v, s.unit, view))),
  );
  return (view.width - 24) / bars > widest(texts) + 8 + changed;
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
  const stacked = isStacked(type);
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
        // Left of a lying bar below zero stands its name: its number is at the zero line.
        position: lying ? "right" : (value ?? 0) < 0 ? "bottom" : "top",
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

function lyingAxes(bars: Bars): EChartsOption {
  const { shape, view } = bars;
  return {
    xAxis: valueAxis(view, shape.series[0]?.unit ?? "", hasDirectLabels(bars)),
    yAxis: {
      ...categoryAxis(view, shape.names),
      inverse: true,
      axisLine: { show: false },
      axisLabel: nameLabels(view, shape.names),
    },
  };
}

/** Before, between and after the two texts. */
const LABEL_GAP = 30;
const LABEL_ROOM_MIN = 48;

/** What stands after the longest bar must fit: the number, and its change where there is one. */
function lyingRoom(bars: Bars): number {
  if (!hasDirectLabels(bars)) return 20;
  const { shape, view } = bars;
  const texts = shape.series.flatMap((s) =>
    s.values.map((v, i) => {
      const rate = s.changes?.[i];
      const change = typeof rate === "number" ? `  ${rateText(rate, view)}` : "";
      return v === null ? "" : short(v, s.unit, view) + change;
    }),
  );
  return Math.max(LABEL_ROOM_MIN, Math.ceil(widest(texts)) + LABEL_GAP);
}

const ROW_HEIGHT = 34;
const LINE_HEIGHT = 16;
const ROW_GAP = 10;
/** In a box too low for all, the rows draw together before any is out of sight. */
const TIGHT_GAP = 6;
const TIGHT_BAR = 14;

/** Each row as high as its bars, or its wrapped name, need. */
function lyingHeight({ shape, view }: Bars): number {
  const { width } = nameLabels(view, shape.names);
  const bars = ROW_HEIGHT * Math.max(1, shape.series.length * 0.6);
  const lines = Math.max(1, ...shape.names.map((name) => linesIn(name, width)));
  const around = 16 + (shape.series.length > 1 ? 44 : 0);
  const least = lines * LINE_HEIGHT + TIGHT_GAP;
  const row = Math.max(bars, lines * LINE_HEIGHT + ROW_GAP);
  const wished = Math.max(72, shape.names.length * row + around);
  if (!view.height || wished <= view.height) return wished;
  const tightest = shape.names.length * Math.max(least, shape.series.length * TIGHT_BAR) + around;
  return Math.max(Math.min(wished, tightest), view.height);
}

function uprightAxes(bars: Bars): EChartsOption {
  const { shape, type, view } = bars;
  const axis = valueAxis(view, shape.series[0]?.unit ?? "", hasDirectLabels(bars));
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
  const lying = type === "horizontal_bar";
  const many = shape.series.length > 1;
  const names = shape.series.map((s) => s.name);
  const top = many ? legendRoom(names, view) : lying ? 4 : 28;
  return {
    height: lying ? lyingHeight(bars) : plotHeight(view, many ? names : []),
    option: {
      ...base(view),
      grid: grid({ top, ...(lying ? { right: lyingRoom(bars) } : {}) }),
      legend: many ? legend(view, names) : { show: false },
      tooltip: tipFor(given, bars),
      ...(lying ? lyingAxes(bars) : uprightAxes(bars)),
      series: shape.series.map((_, s) => barSeries(bars, s, lying)),
    },
  };
}
