import type { ChartTheme } from "./spec";

/** The period that is not over yet: hatched, because its number is not the last word. */
export function hatched(theme: ChartTheme) {
  return {
    decal: {
      symbol: "rect",
      color: theme.sheet,
      dashArrayX: [1, 0] as [number, number],
      dashArrayY: [3, 4] as [number, number],
      rotation: -Math.PI / 4,
    },
  };
}
