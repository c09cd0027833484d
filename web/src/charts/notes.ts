// What a tooltip says beside a value: its share, its change.
import { formatNumber, isPercent } from "@/format/number";
import { tr } from "@/format/words";
import { styleFor } from "./parts";
import type { ChartView } from "./spec";

const signedPercent = (share: number, view: ChartView) =>
  formatNumber(Math.round(share * 1000) / 10, { ...styleFor("%", view), signed: true });

/** "11 % more than Sep 2026" */
export function changeNote(
  now: number | null,
  before: number | null | undefined,
  name: string,
  view: ChartView,
) {
  if (now === null || before === null || before === undefined || before === 0) return null;
  const rate = signedPercent((now - before) / Math.abs(before), view);
  return tr("{rate} against {name}", { rate, name });
}

/** "12.5 % of all shown", where parts add up to a whole. */
export function shareNote(
  value: number | null,
  values: (number | null)[],
  unit: string,
  view: ChartView,
) {
  if (value === null || isPercent(unit) || values.length < 2) return null;
  const known = values.filter((v) => v !== null);
  const total = known.reduce((a, b) => a + b, 0);
  if (total <= 0 || known.some((v) => v < 0)) return null;
  const share = Math.round((value / total) * 1000) / 10;
  return tr("{share} of what is shown", { share: formatNumber(share, styleFor("%", view)) });
}
