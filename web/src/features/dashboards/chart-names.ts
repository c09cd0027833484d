// The kinds of chart that a result can be drawn as, without one that would mislead.
import { possibleTypes } from "@/charts/possible";
import type { ChartData } from "@/charts/spec";

export function chartNames(data: ChartData): { type: string; text: string }[] {
  return possibleTypes(data)
    .filter((p) => p.can)
    .map(({ type, name }) => ({ type, text: name }));
}
