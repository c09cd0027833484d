// How high the rows of lying bars are, and how wide their names.
import type { Given } from "./paint";
import { nameLabels } from "./parts";
import { NARROW } from "./spec";
import { widest, wrap, wrappedLines } from "./text-width";

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
  /** How thick a bar is, at most. */
  bar: number;
  /** What stands around all rows. */
  grid: Record<string, number | string>;
}

function rowsBeside(bars: Bars, share?: number): LyingRows {
  const { shape, view } = bars;
  const names = nameLabels(view, shape.names, share);
  const lines = linesOf(shape.names, names.width);
  const high = ROW_HEIGHT * Math.max(1, shape.series.length * 0.6);
  const around = 16 + (shape.series.length > 1 ? 44 : 0);
  const row = Math.max(high, lines * LINE_HEIGHT + ROW_GAP);
  const least = Math.max(lines * LINE_HEIGHT + TIGHT_GAP, shape.series.length * TIGHT_BAR);
  return {
    names,
    wished: Math.max(72, shape.names.length * row + around),
    tightest: shape.names.length * least + around,
    bar: 20,
    grid: { top: 4 },
  };
}

const linesOf = (names: readonly string[], width: number) =>
  names.reduce((n, name) => Math.max(n, wrappedLines(name, width)), 1);

/** A part of a narrow sheet that names may take without leaving too little to the bars. */
const BESIDE_MOST = 0.22;
const THIN_BAR = 12;
const NAME_GAP = 3;

/** On a phone a name stands above its bar, which has the whole width. */
function rowsBelow(bars: Bars): LyingRows | null {
  const { shape, view } = bars;
  const isFit = view.width < NARROW && shape.series.length === 1;
  if (!isFit || widest(shape.names) <= view.width * BESIDE_MOST) return null;
  const width = view.width - 24;
  const text = linesOf(shape.names, width) * LINE_HEIGHT;
  const names = {
    ...nameLabels(view, shape.names),
    width,
    formatter: (name: string) => wrap(name, width).join("\n"),
    margin: 0,
    inside: true,
    align: "left" as const,
    verticalAlign: "bottom" as const,
    padding: [0, 0, THIN_BAR / 2 + NAME_GAP, 0],
  };
  const least = text + THIN_BAR + NAME_GAP + TIGHT_GAP - 1;
  const row = text + THIN_BAR + ROW_GAP + NAME_GAP;
  // The first name reaches beyond its own row.
  const top = Math.max(4, Math.ceil(text + NAME_GAP + (THIN_BAR - least) / 2) + 2);
  const all = (height: number) => shape.names.length * height + top + 8;
  // The names stand in the plot itself, so that no room need be kept beside it.
  const grid = { top, left: 0, outerBoundsMode: "none" };
  return { names, wished: all(row), tightest: all(least), bar: THIN_BAR, grid };
}

/** Each row as high as its bars, or its wrapped name, need; where that is too high, wider names. */
export function lyingRows(bars: Bars): LyingRows & { height: number } {
  const { height: box = Infinity } = bars.view;
  const rows = rowsBelow(bars) ?? rowsBeside(bars);
  const wider =
    rows.tightest > box && rows.bar !== THIN_BAR ? rowsBeside(bars, NAMES_SHARE_MOST) : rows;
  const taken = wider.tightest < rows.tightest ? wider : rows;
  if (taken.wished <= box) return { ...taken, height: taken.wished };
  return { ...taken, height: Math.max(Math.min(taken.wished, taken.tightest), box) };
}
