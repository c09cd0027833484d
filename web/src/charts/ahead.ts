// What was and what is expected, in one line: the past solid, the time ahead dashed with its range,
// festivals marked where they fall. Pure.
import type { EChartsOption, LineSeriesOption, ScatterSeriesOption } from "echarts";
import { formatDate, type Grain } from "@/format/date";
import {
  aheadSummary,
  eventDays,
  eventNames,
  tipOf,
  type AheadData,
  type Axis,
} from "./ahead-words";
import { HAPPENED_ROOM, happenedSummary, momentsOf, withHappened, type Happened } from "./happened";
import { base, categoryAxis, grid, textStyle, tooltip, valueAxis } from "./parts";
import { NARROW, type ChartView, type Need } from "./spec";

export interface AheadDrawing {
  option: EChartsOption;
  needs: Need[];
  height: number;
  summary: string;
}

const BAND_OPACITY = 0.16;
/** About what a letter of a mark's name takes, and what stands left and right of the lines. */
const LETTER_PX = 6.5;
const NAME_GAP_PX = 10;
const SIDES_PX = 72;

function axisOf({ past, ahead, grain }: AheadData, view: ChartView): Axis {
  const dates = [...new Set([...past.map((p) => p.date), ...ahead.map((p) => p.date)])].sort();
  const style = {
    grain: grain as Grain,
    short: true,
    lang: view.format.lang,
    thisYear: view.format.thisYear,
  };
  const first = ahead[0]?.date ?? "";
  const from = dates.indexOf(first);
  return {
    dates,
    names: dates.map((d) => formatDate(d, style)),
    from: from < 0 ? dates.length : from,
  };
}

type Cells = (number | "-")[];
const at = (dates: string[], of: Map<string, number | null>): Cells =>
  dates.map((d) => of.get(d) ?? "-");

function pastLine(data: AheadData, axis: Axis, view: ChartView): LineSeriesOption {
  const color = view.theme.series[0];
  return {
    type: "line",
    name: "Was",
    data: at(axis.dates, new Map(data.past.map((p) => [p.date, p.quantity]))),
    showSymbol: false,
    lineStyle: { width: 2, color },
    itemStyle: { color },
    z: 3,
  };
}

/** The dashed line starts where the past ends, so that the eye follows it. */
function aheadLine(data: AheadData, axis: Axis, view: ChartView): LineSeriesOption {
  const color = view.theme.series[1];
  const values = new Map<string, number | null>(data.ahead.map((p) => [p.date, p.quantity]));
  const last = data.past[data.past.length - 1];
  const follows = last && axis.dates.indexOf(last.date) === axis.from - 1;
  if (follows && last.quantity !== null) values.set(last.date, last.quantity);
  return {
    type: "line",
    name: "Expected",
    data: at(axis.dates, values),
    showSymbol: false,
    lineStyle: { width: 2, type: "dashed", color },
    itemStyle: { color },
    z: 4,
  };
}

function bandPart(data: AheadData, axis: Axis, view: ChartView, top: boolean): LineSeriesOption {
  const color = view.theme.series[1];
  const values = new Map<string, number | null>(
    data.ahead.map((p) => [p.date, top ? p.upper - p.lower : p.lower]),
  );
  return {
    type: "line",
    name: top ? "Range" : "Range from",
    data: at(axis.dates, values),
    stack: "range",
    stackStrategy: "all",
    showSymbol: false,
    silent: true,
    lineStyle: { width: 0 },
    areaStyle: { color, opacity: top ? BAND_OPACITY : 0 },
    z: 1,
  };
}

function highest(data: AheadData): number {
  const values = [
    ...data.past.map((p) => p.quantity ?? 0),
    ...data.ahead.map((p) => Math.max(p.upper, p.quantity)),
  ];
  return Math.max(0, ...values);
}

function eventMarks(data: AheadData, axis: Axis, view: ChartView): ScatterSeriesOption | null {
  const days = eventDays(data, axis);
  if (days.length === 0) return null;
  const step = Math.max(1, view.width - SIDES_PX) / Math.max(1, axis.dates.length - 1);
  const named = eventNames(days, (d) => {
    const half = (d.name.length * LETTER_PX + NAME_GAP_PX) / 2;
    return [d.index * step + SIDES_PX / 2 - half, d.index * step + SIDES_PX / 2 + half];
  });
  const top = highest(data) * 1.06;
  return {
    type: "scatter",
    name: "Festival",
    symbol: "triangle",
    symbolRotate: 180,
    symbolSize: 8,
    itemStyle: { color: view.theme.ink3 },
    data: days.map((d) => ({
      value: [d.index, top],
      name: d.name,
      label: { show: named.has(d) },
    })),
    label: {
      position: "top",
      formatter: (p) => p.name,
      ...textStyle(view.theme, view.theme.ink2, 12),
    },
    tooltip: { show: false },
    z: 5,
  };
}

export function drawAhead(
  data: AheadData,
  view: ChartView,
  happened?: readonly Happened[],
): AheadDrawing {
  const axis = axisOf(data, view);
  const marks = eventMarks(data, axis, view);
  const tip = tipOf(data, axis, view);
  const moments = momentsOf(happened, axis.dates, data.grain);
  const share = (i: number) => i / Math.max(1, axis.dates.length - 1);
  const option: EChartsOption = {
    ...base(view),
    grid: grid({ top: marks ? 32 : 16, right: 16 }),
    legend: { show: false },
    tooltip: {
      ...tooltip(view, "axis"),
      axisPointer: { type: "line", lineStyle: { color: view.theme.ink3, type: "solid" } },
      formatter: (params: unknown) => {
        const list = params as { dataIndex: number; seriesType?: string }[];
        return tip(list.find((p) => p.seriesType === "line")?.dataIndex ?? 0);
      },
    },
    xAxis: { ...categoryAxis(view, axis.names), boundaryGap: false },
    yAxis: valueAxis(view, data.unit, false),
    series: [
      bandPart(data, axis, view, false),
      bandPart(data, axis, view, true),
      pastLine(data, axis, view),
      aheadLine(data, axis, view),
      ...(marks ? [marks] : []),
    ],
  };
  const words = [aheadSummary(data, view), happenedSummary(moments, view)];
  return {
    option: withHappened(option, moments, { share, view }),
    needs: moments.length > 0 ? ["mark"] : [],
    height: (view.width < NARROW ? 260 : 320) + (moments.length > 0 ? HAPPENED_ROOM : 0),
    summary: words.filter(Boolean).join(" "),
  };
}
