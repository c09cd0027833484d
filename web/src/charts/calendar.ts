// A day a cell: weeks across, weekdays down, a band for each year (half a year on a phone).
import type { EChartsOption, ScatterSeriesOption } from "echarts";
import { dayNumber, isoOf } from "./days";
import { wordsOf } from "@/format/language";
import { tr } from "@/format/words";
import { cellSeries, scaleOf, strength, type CellAt, type Scale } from "./cells";
import { happenedHtml, momentsOf, type Moment } from "./happened";
import type { Given, Painted } from "./paint";
import { base, full, grid, textStyle, tipHtml, tooltip } from "./parts";
import { NARROW, type ChartView } from "./spec";
import { T } from "./strings";

const BANDS_MAX = 6;
const WEEK = 7;

interface Band {
  /** Number of the Monday on which it begins. */
  monday: number;
  weeks: number;
  days: { day: number; value: number | null; name: string; key: string }[];
}

// Day 0 is Thursday 1 January 1970.
const weekdayOf = (day: number) => (((day + 3) % WEEK) + WEEK) % WEEK;
const mondayOf = (day: number) => day - weekdayOf(day);
const weekOf = (day: number, { monday }: Band) => (mondayOf(day) - monday) / WEEK;

/** The band that a day belongs to: its year, on a phone its half. */
function bandOf(key: string, view: ChartView): string {
  const year = key.slice(0, 4);
  if (view.width >= NARROW) return year;
  return Number(key.slice(5, 7)) <= 6 ? `${year} 1/2` : `${year} 2/2`;
}

function bandsOf({ shape, view }: Given): Band[] {
  const bands = new Map<string, Band["days"]>();
  shape.keys.forEach((key, i) => {
    const day = dayNumber(key);
    if (day === null) return;
    const title = bandOf(key, view);
    const days = bands.get(title) ?? [];
    const value = shape.series[0]?.values[i] ?? null;
    days.push({ day, value, name: shape.names[i] ?? key, key });
    bands.set(title, days);
  });
  return [...bands.values()].map((days) => {
    const numbers = days.map((d) => d.day);
    const monday = mondayOf(numbers[0] ?? 0);
    const last = mondayOf(numbers[numbers.length - 1] ?? 0);
    return { monday, weeks: (last - monday) / WEEK + 1, days };
  });
}

/** The month's name at the week in which it begins. */
function weekNames(band: Band, view: ChartView): string[] {
  const months = wordsOf(view.format.lang).months;
  return Array.from({ length: band.weeks }, (_, w) => {
    const sunday = isoOf(band.monday + w * WEEK + WEEK - 1);
    const begins = Number(sunday.slice(8, 10)) <= WEEK;
    const month = months[Number(sunday.slice(5, 7)) - 1] ?? "";
    if (w === 0 || (begins && sunday.slice(5, 7) === "01")) return `${month} ${sunday.slice(0, 4)}`;
    // Its name would stand out at the side.
    return begins && w < band.weeks - 1 ? month : "";
  });
}

function dayNames(view: ChartView): string[] {
  const days = wordsOf(view.format.lang).days;
  return [...days.slice(1), days[0] ?? ""];
}

type Said = ReadonlyMap<string, Moment>;

const LEFT = 44;
const TOP = 24;
const GAP = 26;

function axes(bands: Band[], cell: number, view: ChartView) {
  const label = textStyle(view.theme, view.theme.ink2, 12);
  const bare = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  const down = dayNames(view);
  return {
    xAxis: bands.map((band, i) => ({
      ...bare,
      type: "category" as const,
      gridIndex: i,
      position: "top" as const,
      data: weekNames(band, view),
      axisLabel: { ...label, interval: 0, margin: 6, hideOverlap: true, align: "left" as const },
    })),
    yAxis: bands.map((_, i) => ({
      ...bare,
      type: "category" as const,
      gridIndex: i,
      inverse: true,
      data: down,
      axisLabel: { ...label, interval: cell < 13 ? 1 : 0, margin: 8 },
    })),
  };
}

/** A day of which somebody spoke has a dot. */
function dots(band: Band, i: number, said: Said, view: ChartView): ScatterSeriesOption {
  const { theme } = view;
  return {
    type: "scatter",
    silent: true,
    xAxisIndex: i,
    yAxisIndex: i,
    symbolSize: 7,
    itemStyle: { color: theme.ink, borderColor: theme.sheet, borderWidth: 1 },
    tooltip: { show: false },
    data: band.days
      .filter((d) => said.has(d.key))
      .map((d) => [weekOf(d.day, band), weekdayOf(d.day)]),
    z: 3,
  };
}

function cellsOf(bands: Band[], scale: Scale, unit: string, cell: number, view: ChartView) {
  return bands.map((band, i) => {
    const cells = band.days.map((d): CellAt => [
      weekOf(d.day, band),
      weekdayOf(d.day),
      d.value ?? "-",
    ]);
    const gap = cell < 10 ? 0.5 : 1;
    const drawn = cellSeries({ cells, scale, unit, written: false, gap }, view);
    return { ...drawn, xAxisIndex: i, yAxisIndex: i };
  });
}

export function calendarOption(given: Given): Painted {
  const { shape, view } = given;
  const all = bandsOf(given);
  const bands = all.slice(-BANDS_MAX);
  const unit = shape.series[0]?.unit ?? "";
  const most = bands.reduce((n, b) => Math.max(n, b.weeks), 1);
  const cell = Math.min(22, (view.width - LEFT - 8) / most);
  const height = Math.max(cell * WEEK, WEEK * 8);
  const find = (p: { seriesIndex?: number; dataIndex?: number }) =>
    bands[p.seriesIndex ?? 0]?.days[p.dataIndex ?? -1];
  const scale = scaleOf(bands.flatMap((b) => b.days.map((d) => d.value)));
  const moments = momentsOf(given.data.happened, shape.keys, "day");
  const said = new Map(moments.map((m) => [shape.keys[m.place] ?? "", m]));
  const option: EChartsOption = {
    ...base(view),
    grid: bands.map((band, i) => ({
      ...grid(),
      outerBoundsMode: "none" as const,
      left: LEFT,
      top: TOP + i * (height + GAP),
      width: cell * band.weeks,
      height,
    })),
    tooltip: {
      ...tooltip(view, "item"),
      formatter: (p: unknown) => {
        const day = find(p as { seriesIndex?: number; dataIndex?: number });
        if (!day) return "";
        const value = day.value === null ? T.noRowsHere : full(day.value, unit, view);
        const lines = [{ name: shape.series[0]?.name ?? "", value }];
        return tipHtml(day.name, lines) + happenedHtml(said.get(day.key), view);
      },
    },
    ...axes(bands, cell, view),
    visualMap: { ...strength(scale, view), seriesIndex: bands.map((_, i) => i) },
    series: [
      ...cellsOf(bands, scale, unit, cell, view),
      ...bands.map((band, i) => dots(band, i, said, view)),
    ],
  };
  return {
    option,
    moments,
    height: TOP + bands.length * (height + GAP),
    notes:
      all.length > bands.length
        ? [tr("The last {n} of {all} are drawn.", { n: bands.length, all: all.length })]
        : [],
    mark: (p) => {
      const day = find(p);
      return day && given.data.spec.x ? [{ column: given.data.spec.x.column, value: day.key }] : [];
    },
  };
}
