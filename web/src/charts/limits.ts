// How much of each type a person can read; what is beyond is told and stands in the table.
import { NARROW, SERIES_MAX, type ChartType } from "./spec";

export interface Limit {
  /** Above so many categories ... */
  keys: number;
  /** ... so many are drawn. */
  top: number;
  series: number;
}

const some = (keys: number, top = keys, series = SERIES_MAX): Limit => ({ keys, top, series });

const LIMITS: Partial<Record<ChartType, Limit>> = {
  bar: some(40, 12),
  horizontal_bar: some(40, 12),
  grouped_bar: some(16, 12),
  stacked_bar: some(40, 24),
  percent_bar: some(40, 24),
  combo: some(40, 24),
  heatmap: some(60, 40, 40),
  cohort: some(36, 36, 36),
  treemap: some(60, 40, 40),
  sunburst: some(8, 8, 40),
  funnel: some(16, 12),
  waterfall: some(24, 18),
  pareto: some(24, 20),
  radar: some(12, 10, 4),
  small_multiples: some(366, 366, 9),
  box: some(24, 16),
};
const ELSE: Limit = some(2000);
const PHONE: Partial<Record<ChartType, Limit>> = {
  heatmap: some(14, 12, 40),
  cohort: some(36, 36, 12),
  pareto: some(10, 8),
  waterfall: some(9, 8),
  combo: some(12, 10),
  stacked_bar: some(14, 12),
  percent_bar: some(14, 12),
  grouped_bar: some(8, 6),
  small_multiples: some(366, 366, 6),
};

export const limitOf = (type: ChartType, width: number): Limit =>
  (width < NARROW ? PHONE[type] : undefined) ?? LIMITS[type] ?? ELSE;
