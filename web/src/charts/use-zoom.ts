// The part of the time that a chart shows, and the ways to another one.
import { useMemo, useState } from "react";
import type { ChartData } from "./spec";
import { fieldOf, scaled, shifted, waysOf, zoomTo, type Range, type Ways } from "./zoom";

export interface Zoom {
  /** What is drawn: the part, or all. */
  data: ChartData;
  range: Range | null;
  /** There is enough time for buttons. */
  long: boolean;
  ways: Ways;
  to: (range: Range) => void;
  /** `by` times as much, around a place of what is shown now. */
  scale: (by: number, around?: number) => void;
  shift: (way: -1 | 1) => void;
  all: () => void;
}

/** With fewer places everything is seen at once. */
const LONG = 20;
const NOWHERE: Ways = { closer: false, earlier: false, later: false };

export function useZoom(all: ChartData): Zoom {
  const [zoom, setZoom] = useState<{ of: ChartData; range: Range } | null>(null);
  const range = zoom?.of === all ? zoom.range : null;
  const field = useMemo(() => fieldOf(all), [all]);
  const data = useMemo(() => zoomTo(all, range), [all, range]);
  const set = (next: Range | null) => setZoom(next && { of: all, range: next });
  return {
    data,
    range,
    long: (field?.keys.length ?? 0) >= LONG,
    ways: field ? waysOf(field, range) : NOWHERE,
    to: set,
    scale: (by, around) => field && set(scaled(field, range, by, around)),
    shift: (way) => field && set(shifted(field, range, way)),
    all: () => set(null),
  };
}
