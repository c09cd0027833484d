// What a chart is asked to show. The server chooses and writes the specification; this folder
// turns it into an ECharts option. Everything but chart.tsx and echarts.ts is pure: no DOM, no
// Intl, no clock, so that the same files draw on paper.
import type { Cell, FormatOptions } from "@/format/value";
import type { Happened } from "./happened";

/** The types in the order of the menu; types.ts says of each what it needs. */
export const CHART_TYPES = [
  "number",
  "gauge",
  "bar",
  "horizontal_bar",
  "grouped_bar",
  "stacked_bar",
  "percent_bar",
  "line",
  "step",
  "area",
  "stacked_area",
  "combo",
  "scatter",
  "bubble",
  "histogram",
  "box",
  "heatmap",
  "calendar_heatmap",
  "pie",
  "doughnut",
  "treemap",
  "sunburst",
  "funnel",
  "waterfall",
  "sankey",
  "radar",
  "gantt",
  "candlestick",
  "pareto",
  "cohort",
  "small_multiples",
  "map_points",
  "map_regions",
  "forecast",
  "table",
] as const;

export type ChartType = (typeof CHART_TYPES)[number];

export interface SpecColumn {
  column: number;
  label: string;
  unit?: string | null;
}

export interface ChartSpec {
  type: string;
  title?: string;
  x?: (SpecColumn & { type?: string; grain?: string | null }) | null;
  series: SpecColumn[];
  split?: SpecColumn | null;
  sort?: string;
  reason?: string;
  /** Types that suit it too, the one that it calls for most first. */
  alternatives?: readonly string[];
  /** What is wrong with the type that was asked for, or what is drawn instead of it. */
  warning?: string;
  unfinished_last?: boolean;
  /** Lines on the second axis of a combo chart. */
  y2?: SpecColumn[] | null;
  /** What makes a bubble or a place larger. */
  size?: SpecColumn | null;
  /** Where a point lies on a map, in degrees. */
  lat?: SpecColumn | null;
  lon?: SpecColumn | null;
  /** First and last day of each span of a plan in time. */
  start?: SpecColumn | null;
  end?: SpecColumn | null;
  /** What a gauge should reach. */
  target?: number | null;
}

export interface ChartColumn {
  name: string;
  label: string;
  type: string;
  role: string;
  unit: string;
}

export interface ChartData {
  spec: ChartSpec;
  columns: readonly ChartColumn[];
  rows: readonly (readonly Cell[])[];
  /** What people said of days; drawn where there is a time for it. */
  happened?: readonly Happened[];
}

export interface ChartTheme {
  ink: string;
  ink2: string;
  ink3: string;
  line: string;
  sheet: string;
  wash: string;
  good: string;
  bad: string;
  series: string[];
  font: string;
}

export interface ChartView {
  theme: ChartTheme;
  format: FormatOptions;
  width: number;
  /** The height of the box it stands in, where that is given. */
  height?: number;
  still: boolean;
}

/** What a drawing needs of ECharts beyond its first part, and outlines; echarts.ts loads them. */
export type Need =
  "box" | "gantt" | "gauge" | "map" | "mark" | "radar" | "sankey" | "tree" | "india" | "world";

/** The values that make a mark what it is: what to filter by when it is chosen. */
export interface MarkValue {
  column: number;
  value: Cell;
}

/** What ECharts tells of the mark that was chosen. */
export interface Picked {
  seriesIndex?: number;
  dataIndex?: number;
  name?: string;
  value?: unknown;
  data?: unknown;
}

export const SERIES_MAX = 8;
export const PIE_PARTS_MAX = 6;
/** With so many bars, a year of months, the number still stands beside each. */
export const DIRECT_LABELS_MOST = 12;
export const NARROW = 520;
