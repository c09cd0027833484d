// What stands at a bar: its number, where there are few enough and room for them, and the change
// where the question compares.
import { formatTick } from "@/format/number";
import { rateText } from "./change";
import type { Given } from "./paint";
import { short, styleFor } from "./parts";
import { DIRECT_LABELS_MOST, type ChartView } from "./spec";
import { widest } from "./text-width";

type Bars = Pick<Given, "shape" | "type" | "view">;

export interface BarLabels {
  words: (value: number, unit: string, view: ChartView) => string;
  size: number;
}

export const isStacked = (type: string) => type === "stacked_bar" || type === "percent_bar";

const tick = (value: number, unit: string, view: ChartView) =>
  formatTick(value, styleFor(unit, view));
const LONG: BarLabels = { words: short, size: 13 };
const SHORT: BarLabels = { words: tick, size: 12 };
const BETWEEN = 6;
const CHANGE_WIDTH = 56;

const isCompared = ({ shape }: Bars) => shape.series.some((s) => s.changes);

function widthOf({ shape, view }: Bars, { words, size }: BarLabels): number {
  const texts = shape.series.flatMap((s) =>
    s.values.map((v) => (v === null ? "" : words(v, s.unit, view))),
  );
  return widest(texts, size);
}

/** How the numbers are written; null where they are not. */
export function barLabels(bars: Bars): BarLabels | null {
  const { shape, type, view } = bars;
  const count = shape.names.length * shape.series.length;
  if (isStacked(type)) return null;
  // A lying bar has its line to itself, however many there are.
  const lone = type === "horizontal_bar" && shape.series.length === 1;
  if (count > DIRECT_LABELS_MOST && !lone) return null;
  if (type === "horizontal_bar") return LONG;
  const room = (view.width - 24) / count - (isCompared(bars) ? CHANGE_WIDTH : 0);
  return [LONG, SHORT].find((way) => widthOf(bars, way) + BETWEEN <= room) ?? null;
}

const BESIDE_BAR = 14;
const BETWEEN_TEXTS = 16;
const LABEL_ROOM_MIN = 44;

/** What stands after the longest lying bar must fit: the number, and its change. */
export function labelRoom(bars: Bars): number {
  const labels = barLabels(bars);
  if (!labels) return 20;
  const number = widthOf(bars, labels);
  const rates = bars.shape.series.flatMap((s) =>
    (s.changes ?? []).map((rate) => (typeof rate === "number" ? rateText(rate, bars.view) : "")),
  );
  const change = widest(rates);
  const both = number + (change > 0 ? BETWEEN_TEXTS + change : 0);
  return Math.max(LABEL_ROOM_MIN, both + BESIDE_BAR);
}
