// The specification as an ECharts option, with its height and its words. Pure.
import type { EChartsOption } from "echarts";
import { barOption } from "./bars";
import { boxOption } from "./box";
import { calendarOption } from "./calendar";
import { candlestickOption } from "./candlestick";
import { comboOption } from "./combo";
import { funnelOption } from "./funnel";
import { ganttOption } from "./gantt";
import { gaugeOption } from "./gauge";
import { cohortOption, heatmapOption } from "./heatmap";
import { histogramOption } from "./histogram";
import { HAPPENED_ROOM, happenedSummary, momentsOf, sayHappened, withHappened } from "./happened";
import { honestType } from "./honest";
import { limitOf } from "./limits";
import { lineOption } from "./lines";
import { regionsOption } from "./map-regions";
import { pointsOption } from "./maps";
import { multiplesOption } from "./multiples";
import { shapeMark, type Given, type Paint, type Painted } from "./paint";
import { full } from "./parts";
import { paretoOption } from "./pareto";
import { pieOption } from "./pie";
import { radarOption } from "./radar";
import { sankeyOption } from "./sankey";
import { scatterOption } from "./scatter";
import { shapeOf } from "./shape";
import type { ChartData, ChartType, ChartView, MarkValue, Need, Picked } from "./spec";
import { T } from "./strings";
import { summaryOf } from "./summary";
import { sunburstOption, treemapOption } from "./tree";
import { waterfallOption } from "./waterfall";

export interface Drawing {
  type: ChartType;
  /** null for what ECharts does not draw: a number, a table. */
  option: EChartsOption | null;
  height: number;
  /** Fits its box; or is as high as its rows need, which may be spread; or as it is. */
  room: Room;
  /** What must be loaded before it is drawn. */
  needs: Need[];
  /** The chart in words, for those who do not see it. */
  summary: string;
  /** What a reader should know: replaced, left out, not finished. */
  notes: string[];
  /** The values behind a mark. */
  mark: (picked: Picked) => MarkValue[];
  /** Marks in the order of the keys, each in words. */
  steps: { at: Picked; text: string }[];
  /** The column along the x axis and what stands there, where a range of it can be chosen. */
  along: { column: number; keys: string[] } | null;
}

type Room = "box" | "rows" | "own";

interface Drawer {
  paint: Paint;
  /** "box" where nothing is said. */
  room?: Room;
  /** A range of its x axis can be chosen. */
  along?: boolean;
  /** Its marks stand in the order of the categories, one series after the other. */
  steps?: boolean;
}

const bars: Drawer = { paint: barOption, along: true, steps: true };
const lines: Drawer = { paint: lineOption, along: true, steps: true };

/** What draws each type; the others are drawn by pages. */
const DRAWERS: Partial<Record<ChartType, Drawer>> = {
  gauge: { paint: gaugeOption, room: "own" },
  bar: bars,
  horizontal_bar: { paint: barOption, room: "rows", steps: true },
  grouped_bar: bars,
  stacked_bar: bars,
  percent_bar: bars,
  line: lines,
  step: lines,
  area: lines,
  stacked_area: lines,
  combo: { paint: comboOption, along: true, steps: true },
  scatter: { paint: scatterOption },
  bubble: { paint: scatterOption },
  histogram: { paint: histogramOption },
  box: { paint: boxOption },
  heatmap: { paint: heatmapOption, room: "rows" },
  calendar_heatmap: { paint: calendarOption, room: "own" },
  pie: { paint: pieOption, steps: true },
  doughnut: { paint: pieOption, steps: true },
  treemap: { paint: treemapOption },
  sunburst: { paint: sunburstOption, room: "own" },
  funnel: { paint: funnelOption, room: "rows" },
  waterfall: { paint: waterfallOption, room: "own" },
  sankey: { paint: sankeyOption, room: "rows" },
  radar: { paint: radarOption, room: "own" },
  gantt: { paint: ganttOption, room: "rows" },
  candlestick: { paint: candlestickOption, along: true },
  pareto: { paint: paretoOption },
  cohort: { paint: cohortOption, room: "rows" },
  small_multiples: { paint: multiplesOption, room: "own" },
  map_points: { paint: pointsOption, room: "own" },
  map_regions: { paint: regionsOption, room: "own" },
};

/** A combo that is replaced keeps its lines as series. */
function asDrawn(data: ChartData, type: ChartType): ChartData {
  const { spec } = data;
  if (type === "combo" || !spec.y2 || spec.y2.length === 0) return data;
  return { ...data, spec: { ...spec, series: [...spec.series, ...spec.y2], y2: null } };
}

const STEPS_MAX = 400;

/** The painting with what people said of its days, where its x axis is time. */
function withMoments(given: Given, painted: Painted): Painted {
  const { data, shape, view } = given;
  const keys = painted.keys ?? shape.keys;
  const moments = momentsOf(data.happened, keys, data.spec.x?.grain);
  if (moments.length === 0) return painted;
  const edges = (painted.option.xAxis as { boundaryGap?: boolean }).boundaryGap === false;
  const share = (i: number) => (edges ? i / Math.max(1, keys.length - 1) : (i + 0.5) / keys.length);
  return {
    ...painted,
    moments,
    needs: [...(painted.needs ?? []), "mark"],
    height: painted.height && painted.height + (view.height ? 0 : HAPPENED_ROOM),
    option: withHappened(painted.option, moments, { share, view }),
  };
}

function stepsOf({ shape, view }: Given, moments: Painted["moments"] = []): Drawing["steps"] {
  const said = new Map(moments.map((m) => [m.place, m.said.map((h) => sayHappened(h, view))]));
  const all = shape.series.flatMap((s, seriesIndex) =>
    s.values.map((v, dataIndex) => {
      const name = shape.names[dataIndex] ?? "";
      const value = v === null ? T.noRows : full(v, s.unit, view);
      const text = shape.series.length > 1 ? `${name}, ${s.name}: ${value}` : `${name}: ${value}`;
      const parts = [text, ...(said.get(dataIndex) ?? [])];
      return { at: { seriesIndex, dataIndex }, text: parts.join(". ") };
    }),
  );
  return all.slice(0, STEPS_MAX);
}

function markOf(given: Given, painted: Painted): Drawing["mark"] {
  if (painted.mark) return painted.mark;
  const { shape } = given;
  return (p) => {
    const series = shape.series.length > 1 ? (p.seriesIndex ?? -1) % shape.series.length : -1;
    return shapeMark(given, p.dataIndex ?? -1, series);
  };
}

export function draw(wished: ChartData, view: ChartView): Drawing {
  const { type, because } = honestType(wished, view.width);
  const data = asDrawn(wished, type);
  const shape = shapeOf(data, view, limitOf(type, view.width));
  const unfinished = (data.spec.unfinished_last ?? false) && shape.isTime;
  const given: Given = { data, type, shape, view, unfinished };
  const drawer = DRAWERS[type];
  const plain = drawer?.paint(given);
  const painted = plain && drawer?.along && shape.isTime ? withMoments(given, plain) : plain;
  const x = data.spec.x;
  const drawn = { ...given, shape: painted?.shape ?? shape };
  const open = unfinished && type !== "table" && type !== "number";
  const warning = data.spec.warning ?? "";
  const said = [
    warning,
    because,
    ...shape.notes,
    ...(painted?.notes ?? []),
    open ? T.unfinished : "",
  ];
  return {
    type,
    option: painted?.option ?? null,
    height: painted?.height ?? 0,
    room: drawer?.room ?? "box",
    needs: painted?.needs ?? [],
    summary: [summaryOf(drawn, painted?.summary), happenedSummary(painted?.moments ?? [], view)]
      .filter(Boolean)
      .join(" "),
    notes: [...new Set(said.filter(Boolean))],
    mark: painted ? markOf(drawn, painted) : () => [],
    steps: drawer?.steps ? stepsOf(drawn, painted?.moments) : [],
    along:
      drawer?.along && x && shape.isTime
        ? { column: x.column, keys: painted?.keys ?? shape.keys }
        : null,
  };
}
