// What people said of days, drawn where those days stand along the time of a chart. Pure.
import type { EChartsOption } from "echarts";
import { formatDate } from "@/format/date";
import { counted, tr } from "@/format/words";
import { momentOf } from "./days";
import { escapeHtml, textStyle } from "./parts";
import { nextPeriod } from "./periods";
import type { ChartView } from "./spec";
import { textWidth } from "./text-width";

export interface Happened {
  /** "2026-11-03" */
  at: string;
  text: string;
  by?: string;
}

/** The days of one place along the time. */
export interface Moment {
  /** Which of the keys; on an axis of milliseconds, which moment. */
  place: number;
  said: Happened[];
}

/** The period that a day belongs to; -1 when none of those that stand there holds it. */
export function placeOfDay(
  keys: readonly string[],
  grain: string | null | undefined,
  day: string,
): number {
  const exact = keys.findIndex((key) => key.slice(0, 10) === day);
  if (exact >= 0) return exact;
  let at = -1;
  keys.forEach((key, i) => {
    if (key !== "" && key.slice(0, 10) < day) at = i;
  });
  const end = nextPeriod(keys[at] ?? "", grain || "day");
  return end !== null && day < end ? at : -1;
}

function grouped(all: readonly Happened[], place: (h: Happened) => number | null): Moment[] {
  const found = new Map<number, Happened[]>();
  for (const h of [...all].sort((a, b) => a.at.localeCompare(b.at))) {
    const at = place(h);
    if (at !== null && at >= 0) found.set(at, [...(found.get(at) ?? []), h]);
  }
  return [...found].map(([place, said]) => ({ place, said })).sort((a, b) => a.place - b.place);
}

export function momentsOf(
  all: readonly Happened[] | undefined,
  keys: readonly string[],
  grain: string | null | undefined,
): Moment[] {
  return grouped(all ?? [], (h) => placeOfDay(keys, grain, h.at));
}

/** The same on an axis of milliseconds, between its ends. */
export function momentsBetween(
  all: readonly Happened[] | undefined,
  from: number,
  to: number,
): Moment[] {
  return grouped(all ?? [], (h) => {
    const ms = momentOf(h.at);
    return ms !== null && ms >= from && ms <= to ? ms : null;
  });
}

const LABEL_MAX = 22;

/** What fits above the plot: the first words, or how many there are. */
export function labelOf({ said }: Moment): string {
  const [first] = said;
  if (!first || said.length > 1) return counted(said.length, "{n} comment", "{n} comments");
  const line = first.text.replace(/\s+/g, " ").trim();
  if (line.length <= LABEL_MAX) return line;
  const cut = line.slice(0, LABEL_MAX);
  const space = cut.lastIndexOf(" ");
  return `${(space > LABEL_MAX / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

const dayOf = (h: Happened, view: Pick<ChartView, "format">) =>
  formatDate(h.at, {
    short: true,
    grain: "day",
    lang: view.format.lang,
    thisYear: view.format.thisYear,
  });

/** In whole: "3 Nov: the fair began (Asha)". */
export function sayHappened(h: Happened, view: Pick<ChartView, "format">): string {
  const words = { day: dayOf(h, view), text: h.text.trim(), by: h.by ?? "" };
  return h.by ? tr("{day}: {text} ({by})", words) : `${words.day}: ${words.text}`;
}

/** For the words of the chart; "" when nothing was said. */
export function happenedSummary(moments: readonly Moment[], view: ChartView): string {
  if (moments.length === 0) return "";
  const all = moments.flatMap((m) => m.said.map((h) => sayHappened(h, view)));
  return tr("Comments: {all}.", { all: all.join("; ") });
}

export function happenedHtml(moment: Moment | undefined, view: ChartView): string {
  if (!moment) return "";
  const lines = moment.said.map((h) => `<p>${escapeHtml(sayHappened(h, view))}</p>`);
  return `<div class="munim-tip munim-tip-said">${lines.join("")}</div>`;
}

const LABEL_SIZE = 12;
/** Around a label, and about what stands left of the plot. */
const LABEL_GAP = 8;
const SIDE_LEFT = 48;
export const HAPPENED_ROOM = 22;

interface Along {
  /** Where a place stands between the ends of the axis, 0 to 1. */
  share: (place: number) => number;
  view: ChartView;
  /** Its rows go down, so that its lines end below; its tooltips are of things, not of places. */
  below?: boolean;
}

/** Which of them have room for words, the latest first, and to which side those words go. */
function named(moments: readonly Moment[], right: number, { share, view }: Along) {
  const found = new Map<Moment, "left" | "center" | "right">();
  const room = view.width - SIDE_LEFT - right;
  let free = view.width;
  for (const moment of [...moments].reverse()) {
    const x = SIDE_LEFT + share(moment.place) * room;
    const width = textWidth(labelOf(moment), LABEL_SIZE);
    const align = x + width / 2 > view.width ? "right" : x < width / 2 ? "left" : "center";
    const to = x + { left: width, center: width / 2, right: 0 }[align];
    if (to > free) continue;
    found.set(moment, align);
    free = to - width - LABEL_GAP;
  }
  return found;
}

function markLine(moments: readonly Moment[], right: number, along: Along) {
  const { theme } = along.view;
  const names = named(moments, right, along);
  return {
    silent: true,
    symbol: ["none", "circle"],
    symbolSize: 7,
    animation: false,
    z: 1,
    lineStyle: { color: theme.ink3, type: "dashed" as const, width: 1 },
    itemStyle: { color: theme.ink2 },
    data: moments.map((m) => ({
      xAxis: m.place,
      label: {
        show: names.has(m),
        position: "end" as const,
        distance: 6,
        formatter: labelOf(m).replace(/[{}]/g, ""),
        align: names.get(m),
        ...textStyle(theme, theme.ink2, LABEL_SIZE),
      },
    })),
  };
}

interface Item {
  dataIndex?: number;
  seriesType?: string;
}
type Formatter = (items: unknown) => string;
const isObject = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null;

/** The tooltip of a place says what happened there, below what it says already. */
function tooltipWith(tooltip: unknown, moments: readonly Moment[], view: ChartView) {
  if (!isObject(tooltip) || typeof tooltip.formatter !== "function") return tooltip;
  const say = tooltip.formatter as Formatter;
  const at = new Map(moments.map((m) => [m.place, m]));
  const formatter: Formatter = (items) => {
    const list = (Array.isArray(items) ? items : [items]) as Item[];
    // Points among lines are marks of their own, not places of the axis.
    const item = list.find((p) => p.seriesType !== "scatter") ?? list[0];
    return say(items) + happenedHtml(at.get(item?.dataIndex ?? -1), view);
  };
  return { ...tooltip, formatter };
}

/** The option with a line at each moment. */
export function withHappened(
  option: EChartsOption,
  moments: readonly Moment[],
  along: Along,
): EChartsOption {
  if (moments.length === 0) return option;
  const { view, below = false } = along;
  const series = (Array.isArray(option.series) ? option.series : [option.series]) as object[];
  const [first, ...others] = series;
  const side = below ? "bottom" : "top";
  const grid = option.grid as Record<string, number> | undefined;
  return {
    ...option,
    grid: { ...grid, [side]: (grid?.[side] ?? 0) + HAPPENED_ROOM },
    tooltip: (below ? option.tooltip : tooltipWith(option.tooltip, moments, view)) as object,
    series: [
      { ...first, markLine: markLine(moments, grid?.right ?? 0, along) },
      ...others,
    ] as EChartsOption["series"],
  };
}
