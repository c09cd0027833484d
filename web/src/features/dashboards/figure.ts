// The one number of a figure card, what it is against, and its course. Pure.
import { changeOf } from "@/charts/change";
import { dayNumber } from "@/charts/days";
import { formatDate, type Grain } from "@/format/date";
import { formatCell, isNumeric, type FormatColumn, type FormatOptions } from "@/format/value";
import { tr } from "@/format/words";
import type { Before, CardData, Spark } from "./types";

export interface Change {
  /** In percent. */
  rate: number;
  /** Said beside the rate, and in full. */
  when: string;
  full: string;
}

export interface Figure {
  value: number | null;
  column: FormatColumn & { label: string };
  spark: Spark["points"];
  grain: string;
  change: Change | null;
}

const numberOf = (value: unknown) => (typeof value === "number" ? value : null);

const days = (from: string, to: string) => (dayNumber(to) ?? 0) - (dayNumber(from) ?? 0) + 1;

/** "against 1 Oct to 20 Oct", "against Sep 2026", "against the 30 days before" */
function againstText({ now, then, partial, grain }: Before, format: FormatOptions): string {
  const style = { short: true, lang: format.lang, thisYear: format.thisYear };
  const day = (iso: string) => formatDate(iso, { ...style, grain: "day" });
  if (partial && then.first !== then.last) {
    return tr("against {from} to {to}", { from: day(then.first), to: day(then.last) });
  }
  if (partial) return tr("against {before}", { before: day(then.first) });
  if (grain === "") {
    return tr("against the {n} days before", { n: days(now.first, now.last) });
  }
  const period = formatDate(then.first, { ...style, grain: grain as Grain });
  return tr("against {before}", { before: period });
}

/** The period before: of one that goes on, the same days of it. */
function periodChange(
  before: Before,
  column: Figure["column"],
  format: FormatOptions,
): Change | null {
  const { now, then, partial } = before;
  if (then.value <= 0) return null;
  const when = againstText(before, format);
  const say = (value: number) => formatCell(value, column, format);
  const words = { now: say(now.value), then: say(then.value), when };
  const full = tr("{now} {when}, which had {then}", words);
  const n = days(now.first, now.last);
  return {
    rate: (now.value / then.value - 1) * 100,
    when,
    full: partial ? tr("In the first {n} days: {what}", { n, what: full }) : full,
  };
}

/** What ended before last year is no news. */
const isRecent = (day: string, { thisYear }: FormatOptions) =>
  Number(day.slice(0, 4)) >= thisYear - 1;

/** The last full period against the one before it; the newest is not over yet. */
function courseChange({ points, grain }: Found, format: FormatOptions): Figure["change"] {
  const now = points.at(-2);
  const before = points.at(-3);
  if (!now?.value || !before?.value || before.value <= 0) return null;
  if (!isRecent(now.t, format)) return null;
  const earlier = formatDate(before.t, { grain: grain as Grain, short: true });
  const period = formatDate(now.t, { grain: grain as Grain, short: true });
  return {
    rate: (now.value / before.value - 1) * 100,
    when: tr("in {period}", { period }),
    full: tr("in {period}, against {before}", { period, before: earlier }),
  };
}

/** An answer over time is its own course; its number is its newest. */
function ownCourse({ answer }: CardData, measure: number): Spark["points"] {
  const x = answer.chart?.x;
  if (!x || x.type !== "time" || answer.rows.length < 2) return [];
  return answer.rows.map((row) => ({
    t: String(row[x.column] ?? ""),
    value: numberOf(row[measure]),
  }));
}

function changeIn(data: CardData, k: number, found: Found, format: FormatOptions): Change | null {
  const { answer, before } = data;
  const compared = changeOf(answer, k);
  const rate = compared ? numberOf(answer.rows.at(-1)?.[compared.column]) : null;
  if (compared && rate !== null) {
    const against = tr("against {before}", { before: compared.against });
    return { rate, when: against, full: against };
  }
  if (before) return periodChange(before, found.column, format);
  return courseChange(found, format);
}

interface Found {
  column: Figure["column"];
  points: Spark["points"];
  grain: string;
}

export function figureOf(data: CardData, format: FormatOptions): Figure | null {
  const { answer, spark } = data;
  const found = answer.columns.findIndex((c) => isNumeric(c) && c.role === "measure");
  const k =
    answer.chart?.series[0]?.column ?? (found < 0 ? answer.columns.findIndex(isNumeric) : found);
  const column = answer.columns[k];
  const row = answer.rows.at(-1);
  if (!column || !row) return null;
  const own = ownCourse(data, k);
  const points = own.length > 0 ? own : (spark?.points ?? []);
  const grain = own.length > 0 ? (answer.chart?.x?.grain ?? "") : (spark?.grain ?? "");
  return {
    value: numberOf(row[k]),
    column,
    spark: points,
    grain,
    change: changeIn(data, k, { column, points, grain }, format),
  };
}

/** A line and the area under it, from the lowest of its values or from zero. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number) {
  const known = values.filter((v) => v !== null);
  if (known.length < 2) return null;
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  const range = high - low || 1;
  const step = width / (values.length - 1);
  const points = values.flatMap((v, i) =>
    v === null ? [] : [[i * step, height - 1 - ((v - low) / range) * (height - 2)] as const],
  );
  const line = points
    .map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join("");
  const first = points[0]?.[0] ?? 0;
  const last = points.at(-1)?.[0] ?? 0;
  return { line, area: `${line}L${last.toFixed(1)} ${height}L${first.toFixed(1)} ${height}Z` };
}
