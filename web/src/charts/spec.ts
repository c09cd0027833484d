// What a chart is asked to show. The server chooses and writes the specification; this folder
// turns it into an ECharts option. Everything but chart.tsx and echarts.ts is pure: no DOM, no
// Intl, no clock, so that the same files draw on paper.
import type { Cell, FormatOptions } from "@/format/value";

export type ChartType =
  | "number"
  | "bar"
  | "horizontal_bar"
  | "grouped_bar"
  | "stacked_bar"
  | "line"
  | "area"
  | "pie"
  | "scatter"
  | "histogram"
  | "heatmap"
  | "table";

export interface ChartSpec {
  type: string;
  title?: string;
  x?: {
    column: number;
    label: string;
    type?: string;
    grain?: string | null;
    unit?: string | null;
  } | null;
  series: { column: number; label: string; unit?: string | null }[];
  split?: { column: number; label: string } | null;
  sort?: string;
  reason?: string;
  unfinished_last?: boolean;
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
  still: boolean;
}

export const SERIES_MAX = 8;
export const PIE_PARTS_MAX = 6;
/** With fewer bars than this the number stands beside each. */
export const DIRECT_LABELS_BELOW = 12;
export const NARROW = 520;
