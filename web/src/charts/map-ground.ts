// The map under values: its outline, its size, its colours.
import type { Outline } from "./places";
import type { ChartView } from "./spec";

/** How much narrower a degree of longitude is than one of latitude, in the middle of the map. */
const ASPECT: Record<Outline, number> = { india: 0.92, world: 0.82 };

/** The region under the pointer. */
export const hover = (theme: ChartView["theme"]) => ({
  emphasis: { label: { show: false }, itemStyle: { borderColor: theme.ink, borderWidth: 1.4 } },
});

export function ground(outline: Outline, view: ChartView) {
  const { theme } = view;
  return {
    map: outline,
    roam: false as const,
    aspectScale: ASPECT[outline],
    layoutCenter: ["50%", "50%"] as [string, string],
    layoutSize: outline === "world" ? Math.round(view.width * 0.98) : "98%",
    itemStyle: { areaColor: theme.sheet, borderColor: theme.ink3, borderWidth: 0.6 },
    label: { show: false },
  };
}

export function heightOf(outline: Outline, view: ChartView): number {
  if (outline === "india") return Math.min(560, Math.round(view.width * 1.08));
  return Math.min(520, Math.max(200, Math.round(view.width * 0.52)));
}
