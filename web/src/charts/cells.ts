// A grid of cells, the value as the strength of one colour: heat maps, cohorts, calendars.
import type { HeatmapSeriesOption } from "echarts";
import { readableOn } from "./color";
import { short, textStyle } from "./parts";
import type { ChartView } from "./spec";

/** Column, row, value; "-" where nothing is known. */
export type CellAt = [number, number, number | "-"];

export interface Scale {
  low: number;
  high: number;
}

/** Strength begins at zero: twice as strong is twice as much. */
export function scaleOf(values: readonly (number | null)[]): Scale {
  let low = 0;
  let high = 0;
  for (const v of values) {
    if (v === null) continue;
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  return { low, high: high > low ? high : low + 1 };
}

const crosses = (scale: Scale) => scale.low < 0 && scale.high > 0;

/** One colour upwards; below zero another, with nothing's colour at zero. */
export function strength(scale: Scale, view: ChartView) {
  const { theme } = view;
  const [up = theme.ink, down = theme.ink] = theme.series;
  const far = Math.max(Math.abs(scale.low), Math.abs(scale.high));
  if (crosses(scale)) {
    return { show: false, min: -far, max: far, inRange: { color: [down, theme.wash, up] } };
  }
  const color = scale.low < 0 ? [down, theme.wash] : [theme.wash, up];
  return { show: false, min: scale.low, max: scale.high, inRange: { color } };
}

/** Which of the two text colours reads on a cell of that value: 0 ink, 1 sheet. */
function textOn(value: number, scale: Scale, view: ChartView): number {
  const { theme } = view;
  const [up = theme.ink, down = theme.ink] = theme.series;
  const far = crosses(scale)
    ? Math.max(Math.abs(scale.low), scale.high)
    : Math.max(Math.abs(scale.low), Math.abs(scale.high));
  const share = far === 0 ? 0 : Math.abs(value) / far;
  return readableOn(theme.wash, value < 0 ? down : up, share, [theme.ink, theme.sheet]);
}

export interface Cells {
  cells: CellAt[];
  scale: Scale;
  unit: string;
  /** The number stands in each cell. */
  written: boolean;
  gap: number;
}

export function cellSeries(given: Cells, view: ChartView): HeatmapSeriesOption {
  const { cells, scale, unit, written, gap } = given;
  const { theme } = view;
  return {
    type: "heatmap",
    data: cells,
    itemStyle: { borderColor: theme.sheet, borderWidth: gap, borderRadius: gap * 2 },
    emphasis: { itemStyle: { borderColor: theme.ink, borderWidth: 1 } },
    label: {
      show: written,
      formatter: (p) => {
        const v = (p.value as unknown[])[2];
        if (typeof v !== "number") return "";
        return `{t${textOn(v, scale, view)}|${short(v, unit, view)}}`;
      },
      rich: { t0: textStyle(theme, theme.ink, 12), t1: textStyle(theme, theme.sheet, 12) },
    },
  };
}
