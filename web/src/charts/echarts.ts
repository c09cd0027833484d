// The parts of ECharts that most charts use; loaded with the first chart. What only a few types
// need is a chunk of its own, and so is each outline: `load` fetches it before such a chart is
// drawn.
import { BarChart, HeatmapChart, LineChart, PieChart, ScatterChart } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { LabelLayout } from "echarts/features";
import { init, registerMap, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Need } from "./spec";

register([
  BarChart,
  GridComponent,
  HeatmapChart,
  LabelLayout,
  LegendComponent,
  LineChart,
  PieChart,
  SVGRenderer,
  ScatterChart,
  TooltipComponent,
  VisualMapComponent,
]);

type Part = Parameters<typeof register>[0];
type Outline = Parameters<typeof registerMap>[1];

const part = (found: Promise<{ part: Part }>) => found.then((m) => register(m.part));
/** An outline can be registered only where the charts with maps are. */
async function outline(name: string, found: Promise<{ outline: unknown }>): Promise<void> {
  const [m] = await Promise.all([found, loadOne("map")]);
  registerMap(name, m.outline as Outline);
}

const LOADERS: Record<Need, () => Promise<void>> = {
  box: () => part(import("./families/box")),
  gantt: () => part(import("./families/gantt")),
  gauge: () => part(import("./families/gauge")),
  map: () => part(import("./families/map")),
  mark: () => part(import("./families/mark")),
  radar: () => part(import("./families/radar")),
  sankey: () => part(import("./families/sankey")),
  tree: () => part(import("./families/tree")),
  india: () => outline("india", import("./outlines/india")),
  world: () => outline("world", import("./outlines/world")),
};

const loaded = new Map<Need, Promise<void>>();

/** Each is fetched once; one that failed is tried again. */
function loadOne(need: Need): Promise<void> {
  const known = loaded.get(need);
  if (known) return known;
  const found = LOADERS[need]();
  loaded.set(need, found);
  found.catch(() => loaded.delete(need));
  return found;
}

export async function load(needs: readonly Need[]): Promise<void> {
  await Promise.all(needs.map(loadOne));
}

export { init };
