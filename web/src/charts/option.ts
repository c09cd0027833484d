// The specification as an ECharts option, with its height and its words. Pure.
import type { EChartsOption } from "echarts";
import { barOption } from "./bars";
import { honestType } from "./honest";
import { lineOption } from "./lines";
import { heatmapOption } from "./heatmap";
import { histogramOption } from "./histogram";
import { pieOption } from "./pie";
import { scatterOption } from "./scatter";
import { legendRoom } from "./parts";
import { shapeOf, type Shape } from "./shape";
import { NARROW, type ChartData, type ChartType, type ChartView } from "./spec";
import { summaryOf } from "./summary";

export interface Drawing {
  type: ChartType;
  /** null for what ECharts does not draw: a number, a table. */
  option: EChartsOption | null;
  height: number;
  /** The chart in words, for those who do not see it. */
  summary: string;
  /** What a reader should know: replaced, left out, not finished. */
  notes: string[];
}

function optionOf(
  type: ChartType,
  data: ChartData,
  shape: Shape,
  view: ChartView,
): EChartsOption | null {
  const unfinished = (data.spec.unfinished_last ?? false) && shape.isTime;
  switch (type) {
    case "bar":
    case "horizontal_bar":
    case "grouped_bar":
    case "stacked_bar":
      return barOption({ shape, type, unfinished, view });
    case "line":
    case "area":
      return lineOption({ shape, area: type === "area", unfinished, view });
    case "pie":
      return pieOption(shape, view);
    case "scatter":
      return scatterOption(data, view);
    case "histogram":
      return histogramOption(data, view);
    case "heatmap":
      return heatmapOption(shape, view);
    default:
      return null;
  }
}

const ROW_HEIGHT = 34;
const LYING_BARS_MAX = 40;

function heightOf(type: ChartType, shape: Shape, view: ChartView): number {
  if (type === "horizontal_bar") {
    return Math.max(
      72,
      shape.names.length * ROW_HEIGHT * Math.max(1, shape.series.length * 0.6) + 16,
    );
  }
  const many = shape.series.length > 1;
  // A legend that wraps takes its room from below, not from the plot.
  const names = shape.series.map((x) => x.name);
  const extra = many ? Math.max(0, legendRoom(names, view) - 44) : 0;
  if (type === "heatmap") return Math.max(160, shape.series.length * 36 + 40);
  return (view.width < NARROW ? 240 : 300) + extra;
}

/** No more lying bars than a person scrolls through; the table has the rest. */
function cut(type: ChartType, shape: Shape): Shape {
  if (type !== "horizontal_bar" || shape.names.length <= LYING_BARS_MAX) return shape;
  return {
    ...shape,
    keys: shape.keys.slice(0, LYING_BARS_MAX),
    names: shape.names.slice(0, LYING_BARS_MAX),
    series: shape.series.map((s) => ({ ...s, values: s.values.slice(0, LYING_BARS_MAX) })),
    notes: [
      ...shape.notes,
      `The first ${LYING_BARS_MAX} of ${shape.names.length} are drawn; the table has all of them.`,
    ],
  };
}

export function draw(data: ChartData, view: ChartView): Drawing {
  const { type, because } = honestType(data, view.width);
  const shape = cut(type, shapeOf(data, view));
  const open = (data.spec.unfinished_last ?? false) && shape.isTime && type !== "table";
  const notes = [because, ...shape.notes, open ? "The last period is not finished." : ""];
  return {
    type,
    option: optionOf(type, data, shape, view),
    height: heightOf(type, shape, view),
    summary: summaryOf(type, data, shape, view),
    notes: notes.filter(Boolean),
  };
}
