// Two categories against each other; cohorts, where the second is the time since the first.
import { cellSeries, scaleOf, strength, type CellAt } from "./cells";
import { shapeMark, type Given, type Painted } from "./paint";
import {
  base,
  categoryAxis,
  full,
  grid,
  nameLabels,
  namedAxis,
  short,
  tipHtml,
  tooltip,
} from "./parts";
import { NARROW, type Picked } from "./spec";
import { T } from "./strings";
import { widest } from "./text-width";

interface Item {
  value: unknown;
}

interface Grid {
  across: string[];
  down: string[];
  cells: CellAt[];
  unit: string;
}

const ROW = 36;

function gridOf({ shape }: Given): Grid {
  return {
    across: shape.names,
    down: shape.series.map((s) => s.name),
    cells: shape.series.flatMap((s, y) => s.values.map((v, x): CellAt => [x, y, v ?? "-"])),
    unit: shape.series[0]?.unit ?? "",
  };
}

const numeric = (a: string, b: string) =>
  Number.isFinite(Number(a)) && Number.isFinite(Number(b))
    ? Number(a) - Number(b)
    : a.localeCompare(b, "en", { numeric: true });

/** Cohorts run down, their age across, and what has not happened yet stays empty. */
function cohortGrid({ shape }: Given): Grid {
  const ages = shape.series.map((s) => s.name).sort(numeric);
  const cells = shape.series.flatMap((s) =>
    s.values.map((v, y): CellAt => [ages.indexOf(s.name), y, v ?? "-"]),
  );
  return { across: ages, down: shape.names, cells, unit: shape.series[0]?.unit ?? "" };
}

function paint(given: Given, found: Grid, mark: (p: Picked) => ReturnType<typeof shapeMark>) {
  const { view } = given;
  const { across, down, cells, unit } = found;
  const known = cells.map((c) => (c[2] === "-" ? null : c[2]));
  const scale = scaleOf(known);
  const names = nameLabels(view, down);
  const plot = view.width - names.width - 24;
  const room = plot / Math.max(1, across.length);
  const texts = known.map((v) => (v === null ? "" : short(v, unit, view)));
  const written = cells.length <= 240 && widest(texts, 12) + 6 < room;
  const value = (v: unknown) => (typeof v === "number" ? full(v, unit, view) : T.noRows);
  const tight = widest(across, 12) + 4 > room;
  return {
    height: Math.max(120, down.length * ROW + (tight && view.width < NARROW ? 90 : 48)),
    mark,
    option: {
      ...base(view),
      grid: grid({ bottom: 4, right: 4 }),
      visualMap: strength(scale, view),
      tooltip: {
        ...tooltip(view, "item"),
        formatter: (p: unknown) => {
          const [x, y, v] = (p as Item).value as CellAt;
          return tipHtml(across[x] ?? "", [{ name: down[y] ?? "", value: value(v) }]);
        },
      },
      xAxis: { ...namedAxis(view, across, plot), axisLine: { show: false } },
      yAxis: {
        ...categoryAxis(view, down),
        inverse: true,
        axisLine: { show: false },
        axisLabel: names,
      },
      series: [cellSeries({ cells, scale, unit, written, gap: room < 14 ? 0.5 : 2 }, view)],
    },
  } satisfies Painted;
}

const at = (p: Picked) => p.value as CellAt;

export const heatmapOption = (given: Given): Painted =>
  paint(given, gridOf(given), (p) => shapeMark(given, at(p)[0], at(p)[1]));

export function cohortOption(given: Given): Painted {
  const found = cohortGrid(given);
  const series = (age: number) => given.shape.series.findIndex((s) => s.name === found.across[age]);
  return paint(given, found, (p) => shapeMark(given, at(p)[1], series(at(p)[0])));
}
