// The one number of a figure card, what it is against, and its course. Pure.
import { changeOf } from "@/charts/change";
import { formatDate, type Grain } from "@/format/date";
import { isNumeric, type FormatColumn } from "@/format/value";
import { tr } from "@/format/words";
import type { CardData, Spark } from "./types";

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

/** The last full period against the one before it; the newest is not over yet. */
function courseChange(spark: Spark["points"], grain: string): Figure["change"] {
  const now = spark.at(-2);
  const before = spark.at(-3);
  if (!now?.value || !before?.value || before.value <= 0) return null;
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

export function figureOf(data: CardData): Figure | null {
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
  const compared = changeOf(answer, k);
  const rate = compared ? numberOf(row[compared.column]) : null;
  const against = compared ? tr("against {before}", { before: compared.against }) : "";
  return {
    value: numberOf(row[k]),
    column,
    spark: points,
    grain,
    change:
      compared && rate !== null
        ? { rate, when: against, full: against }
        : courseChange(points, grain),
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
