// How high the rows of lying bars are, and how wide their names.
import { barLabels } from "./bar-labels";
import type { Given } from "./paint";
import { nameLabels } from "./parts";
import { wrappedLines } from "./text-width";

type Bars = Pick<Given, "shape" | "type" | "view">;

const ROW_HEIGHT = 34;
const LINE_HEIGHT = 16;
const ROW_GAP = 10;
/** In a box too low for all, the rows draw together before any is out of sight. */
const TIGHT_GAP = 6;
const TIGHT_BAR = 14;

/** In a box too low for all rows, names may take so much of its width, so as to stay on a line. */
const NAMES_SHARE_MOST = 0.45;

export interface LyingRows {
  names: ReturnType<typeof nameLabels>;
  /** As high as it likes to be, and as low as it can be. */
  wished: number;
  tightest: number;
}

function rowsOf(bars: Bars, share?: number): LyingRows {
  const { shape, view } = bars;
  const names = nameLabels(view, shape.names, share);
  const written = barLabels(bars)?.lines ?? 1;
  const lines = shape.names.reduce<number>(
    (n, name) => Math.max(n, wrappedLines(name, names.width)),
    written,
  );
  const high = ROW_HEIGHT * Math.max(1, shape.series.length * 0.6);
  const around = 16 + (shape.series.length > 1 ? 44 : 0);
  const row = Math.max(high, lines * LINE_HEIGHT + ROW_GAP);
  const least = Math.max(lines * LINE_HEIGHT + TIGHT_GAP, shape.series.length * TIGHT_BAR);
  return {
    names,
    wished: Math.max(72, shape.names.length * row + around),
    tightest: shape.names.length * least + around,
  };
}

/** Each row as high as its bars, or its wrapped name, need; where that is too high, wider names. */
export function lyingRows(bars: Bars): LyingRows & { height: number } {
  const { height: box = Infinity } = bars.view;
  const rows = rowsOf(bars);
  const wider = rows.tightest > box ? rowsOf(bars, NAMES_SHARE_MOST) : rows;
  const taken = wider.tightest < rows.tightest ? wider : rows;
  if (taken.wished <= box) return { ...taken, height: taken.wished };
  return { ...taken, height: Math.max(Math.min(taken.wished, taken.tightest), box) };
}
