// What a forecast says about the last day (or week, or month) that came: the figure, what was
// expected of such a day, and whether it is out of the usual. Pure.
import type * as wire from "@/api/wire";

export type Verdict = "usual" | "more" | "less";

export interface Figure {
  measure: string;
  unit: string;
  grain: string;
  date: string;
  actual: number;
  expected: number;
  lower: number;
  upper: number;
  verdict: Verdict;
  /** Share above (or below zero) what was expected; null when nothing was. */
  change: number | null;
  past: { date: string; quantity: number }[];
  /** What was expected of the last stretch, to be drawn behind what came. */
  band: { date: string; lower: number; upper: number }[];
}

export const PAST_SHOWN = 30;

function verdictOf(actual: number, lower: number, upper: number): Verdict {
  if (actual > upper) return "more";
  return actual < lower ? "less" : "usual";
}

/** null where too little came to say what to expect. */
export function figureOf(forecast: wire.Forecast): Figure | null {
  const points = forecast.scorecard?.points ?? [];
  const last = points[points.length - 1];
  if (!last) return null;
  return {
    measure: forecast.measure,
    unit: forecast.unit,
    grain: forecast.grain,
    date: last.date,
    actual: last.actual,
    expected: last.quantity,
    lower: last.lower,
    upper: last.upper,
    verdict: verdictOf(last.actual, last.lower, last.upper),
    change: last.quantity > 0 ? (last.actual - last.quantity) / last.quantity : null,
    past: forecast.history
      .flatMap(({ date, quantity }) => (quantity === undefined ? [] : [{ date, quantity }]))
      .slice(-PAST_SHOWN),
    band: points.map(({ date, lower, upper }) => ({ date, lower, upper })),
  };
}

export interface Festival {
  name: string;
  date: string;
  days: number;
}

const DAY_MS = 24 * 3600_000;
const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The next festivals from today on, days of the same name once. */
export function festivalsAhead(
  events: readonly wire.ForecastEvent[],
  today: string,
  most: number,
): Festival[] {
  const seen = new Set<string>();
  return events
    .filter((e) => e.date >= today && !seen.has(e.name) && seen.add(e.name))
    .slice(0, most)
    .map((e) => ({ name: e.name, date: e.date, days: daysBetween(today, e.date) }));
}

const URGENT = ["out_of_stock", "order_now"];

/** What is to be ordered today, what is gone or lasts shortest first. */
export function urgentOrders(list: wire.ForecastAll | undefined, most: number) {
  const urgent = (list?.items ?? []).filter((i) => URGENT.includes(i.recommendation?.status ?? ""));
  const cover = (i: wire.ForecastItem) => i.recommendation?.days_of_cover ?? 0;
  return urgent.sort((a, b) => cover(a) - cover(b)).slice(0, most);
}

/** No finer than it is known. */
export const rounded = (x: number): number =>
  Math.abs(x) >= 20 ? Math.round(x) : Math.round(x * 10) / 10;

/** Today as the person's clock has it. */
export function isoDay(now: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Data that ends long before today is told, not passed over. */
export function daysOld(figures: readonly Figure[], today: string): number {
  const days = figures.filter((f) => f.grain === "day").map((f) => f.date);
  const last = days.sort()[days.length - 1];
  return last ? Math.max(0, daysBetween(last, today)) : 0;
}
