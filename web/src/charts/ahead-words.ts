// What a chart of the time ahead says: its data, its tooltips, itself in words. Pure.
import { formatDate, type Grain } from "@/format/date";
import { tr, words } from "@/format/words";
import { full, tipHtml } from "./parts";
import type { ChartView } from "./spec";
import { T } from "./strings";

const SPANS: Record<string, string> = words({
  hour: "{n} hours",
  day: "{n} days",
  week: "{n} weeks",
  month: "{n} months",
  quarter: "{n} quarters",
  year: "{n} years",
});

export interface AheadPoint {
  date: string;
  quantity: number;
  lower: number;
  upper: number;
}

export interface AheadEvent {
  date: string;
  name: string;
  /** Named first where there is no room for all names. */
  major?: boolean;
  /** Named before those: what it did stands out. */
  telling?: boolean;
}

export interface AheadData {
  /** What came; null where the data has a gap. */
  past: readonly { date: string; quantity: number | null }[];
  ahead: readonly AheadPoint[];
  events?: readonly AheadEvent[];
  unit: string;
  grain: string;
  /** What the numbers are: "quantity sold". */
  measure: string;
  /** Percent of such ranges that hold what comes. */
  confidence: number;
}

/** What the server sends of a forecast, as far as a chart needs it. */
export interface ForecastLike {
  name: string;
  measure: string;
  unit: string;
  grain: string;
  confidence_level: number;
  history: readonly { date: string; quantity?: number | null }[];
  forecast: readonly AheadPoint[];
  events: readonly AheadEvent[];
  lifts?: readonly { name: string; sure: boolean }[];
}

/** Periods of the past that stand before those ahead: enough to see the habit, not all of it. */
const PAST_TIMES = 3;
const PAST_LEAST = 60;

export function aheadOf(forecast: ForecastLike): AheadData {
  const keep = Math.max(PAST_LEAST, PAST_TIMES * forecast.forecast.length);
  const telling = new Set(forecast.lifts?.filter((l) => l.sure).map((l) => l.name));
  return {
    past: forecast.history
      .slice(-keep)
      .map((p) => ({ date: p.date, quantity: p.quantity ?? null })),
    ahead: forecast.forecast,
    events: forecast.events.map((e) => ({ ...e, telling: telling.has(e.name) })),
    unit: forecast.unit,
    grain: forecast.grain,
    measure: `${forecast.name}, ${forecast.measure}`,
    confidence: forecast.confidence_level,
  };
}

export interface Axis {
  dates: string[];
  names: string[];
  /** Index of the first date that has a forecast. */
  from: number;
}

/** Each festival once, on its first day that the chart shows. */
export function eventDays(data: AheadData, axis: Axis) {
  const seen = new Set<string>();
  return (data.events ?? []).flatMap((e) => {
    const index = axis.dates.filter((d) => d <= e.date).length - 1;
    const key = `${e.name} ${e.date.slice(0, 4)}`;
    if (index < 0 || seen.has(key)) return [];
    seen.add(key);
    return [
      { index, name: e.name, rank: Number(e.major ?? false) + 2 * Number(e.telling ?? false) },
    ];
  });
}

export type EventDay = ReturnType<typeof eventDays>[number];

/** What stands on one day, in one line; the names that fit side by side, major ones first. */
export function eventNames(days: readonly EventDay[], place: (day: EventDay) => [number, number]) {
  const named = new Set<EventDay>();
  const taken: [number, number][] = [];
  const order = [...days].sort((a, b) => b.rank - a.rank || b.index - a.index);
  for (const day of order) {
    const [from, to] = place(day);
    if (from < 0 || taken.some(([low, high]) => from < high && to > low)) continue;
    taken.push([from, to]);
    named.add(day);
  }
  return named;
}

export function tipOf(data: AheadData, axis: Axis, view: ChartView) {
  const past = new Map(data.past.map((p) => [p.date, p.quantity]));
  const ahead = new Map(data.ahead.map((p) => [p.date, p]));
  const style = {
    grain: data.grain as Grain,
    lang: view.format.lang,
    thisYear: view.format.thisYear,
  };
  const events = new Map<number, string>();
  for (const e of eventDays(data, axis)) {
    const before = events.get(e.index);
    events.set(e.index, before ? `${before}, ${e.name}` : e.name);
  }
  return (index: number): string => {
    const date = axis.dates[index] ?? "";
    const lines = [];
    const was = past.get(date);
    const next = ahead.get(date);
    if (was !== undefined && was !== null) {
      lines.push({
        color: view.theme.series[0],
        name: tr("Was"),
        value: full(tidy(was), data.unit, view),
      });
    }
    if (next) {
      const range = tr("{from} to {to}", {
        from: full(tidy(next.lower), data.unit, view),
        to: full(tidy(next.upper), data.unit, view),
      });
      lines.push({
        color: view.theme.series[1],
        name: tr("Expected"),
        value: full(tidy(next.quantity), data.unit, view),
        notes: [tr("{n} of 100 times {range}", { n: data.confidence, range })],
      });
    }
    if (lines.length === 0) lines.push({ name: T.noRowsHere, value: "" });
    const event = events.get(index);
    return tipHtml(formatDate(date, style) + (event ? `, ${event}` : ""), lines);
  };
}

/** No finer than it is known. */
export function tidy(value: number): number {
  const size = Math.abs(value);
  return size >= 20 ? Math.round(value) : Math.round(value * 10) / 10;
}

export function aheadSummary(data: AheadData, view: ChartView): string {
  const style = {
    grain: data.grain as Grain,
    lang: view.format.lang,
    thisYear: view.format.thisYear,
  };
  const first = data.ahead[0];
  const last = data.ahead[data.ahead.length - 1];
  if (!first || !last) return tr("{name}: nothing is expected yet.", { name: data.measure });
  const sum = data.ahead.reduce((total, p) => total + p.quantity, 0);
  return tr(
    "Line chart of {name}: {past} of the past, then expected from {from} to {to}, {sum} in all.",
    {
      name: data.measure,
      past: tr(SPANS[data.grain] ?? "{n}", { n: data.past.length }),
      from: formatDate(first.date, style),
      to: formatDate(last.date, style),
      sum: full(tidy(sum), data.unit, view),
    },
  );
}
