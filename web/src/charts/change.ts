// A comparison puts three columns after its measure: the value before, the difference, and the
// rate of change in percent.
import { formatNumber, isPercent } from "@/format/number";
import { tr } from "@/format/words";
import { styleFor } from "./parts";
import type { ChartColumn, ChartData, ChartView } from "./spec";

const RATE_AFTER = 3;

export interface Change {
  /** Column of the rate. */
  column: number;
  /** "the period before", "the year before" */
  against: string;
}

export function changeOf({ columns }: Pick<ChartData, "columns">, measure: number): Change | null {
  const rate: ChartColumn | undefined = columns[measure + RATE_AFTER];
  if (!rate || !isPercent(rate.unit) || !/_growth$/.test(rate.name)) return null;
  const isYear = columns[measure + 1]?.label.endsWith("the year before") ?? false;
  return {
    column: measure + RATE_AFTER,
    against: isYear ? tr("the year before") : tr("the period before"),
  };
}

/** "+0.8 %" */
export function rateText(rate: number, view: Pick<ChartView, "format">): string {
  const style = styleFor("%", view);
  return formatNumber(Math.round(rate * 10) / 10, { ...style, signed: true });
}
