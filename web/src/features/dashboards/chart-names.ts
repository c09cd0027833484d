// The kinds of chart that a result can be drawn as, without one that would mislead; those that suit
// it best come first.
import { offerOf } from "@/charts/possible";
import type { ChartData } from "@/charts/spec";

export function chartNames(data: ChartData): { type: string; text: string }[] {
  const { suits, others } = offerOf(data);
  return [...suits, ...others].map(({ type, name }) => ({ type, text: name }));
}
