// The kinds of chart that a result can be drawn as, without one that would mislead.
import { honestType } from "@/charts/honest";
import type { ChartData, ChartType } from "@/charts/spec";
import { words } from "@/format/words";

const NAMES: Partial<Record<ChartType, string>> = words({
  bar: "Bars",
  horizontal_bar: "Lying bars",
  grouped_bar: "Grouped bars",
  stacked_bar: "Stacked bars",
  line: "Line",
  area: "Area",
  pie: "Pie",
  scatter: "Points",
  histogram: "Histogram",
  heatmap: "Heat map",
  table: "Table",
});

const WIDTH = 720;

export function chartNames(data: ChartData): { type: ChartType; text: string }[] {
  return (Object.keys(NAMES) as ChartType[]).flatMap((type) => {
    const drawn = honestType({ ...data, spec: { ...data.spec, type } }, WIDTH).type;
    return drawn === type ? [{ type, text: NAMES[type] ?? type }] : [];
  });
}
