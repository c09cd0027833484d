// Every type, drawn by ECharts itself and by its option: values, order, zero, colours.
import { setPlatformAPI } from "echarts/core";
import { beforeAll, describe, expect, test } from "vitest";
import type { Cell } from "@/format/value";
import { spreadOf } from "./box";
import { init, load } from "./echarts";
import { EDGES, SAMPLES, column, sample } from "./gallery/samples";
import { VIEW } from "./gallery/view";
import { draw } from "./option";
import { outlineOf, placeOf } from "./places";
import { flowsOf } from "./sankey";
import type { ChartData, ChartType, ChartView } from "./spec";
import { textWidth } from "./text-width";
import { stepsOf } from "./waterfall";

setPlatformAPI({ measureText: (text) => ({ width: textWidth(text) }) });

interface Drawn {
  type: string;
  name?: string;
  stack?: string;
  step?: string;
  yAxisIndex?: number;
  data: unknown[];
  links: unknown[];
}
type Axis = { data?: string[]; min?: number; max?: number; scale?: boolean; inverse?: boolean };
const drawn = (data: ChartData, more: Partial<ChartView> = {}) => draw(data, { ...VIEW, ...more });
const seriesOf = (data: ChartData) => drawn(data).option?.series as unknown as Drawn[];
const valuesOf = (s: Drawn | undefined) =>
  (s?.data ?? []).map((d) => (typeof d === "object" ? (d as { value: unknown }).value : d));
const axis = (data: ChartData, name: "xAxis" | "yAxis") => drawn(data).option?.[name] as Axis;
const rows = (type: string, of: Cell[][], unit = "INR") =>
  sample(type, [column("name", "text"), column("amount", "float", unit)], of);

async function svgOf(data: ChartData, width: number): Promise<string> {
  const drawing = drawn(data, { width });
  await load(drawing.needs);
  const chart = init(null, undefined, {
    renderer: "svg",
    ssr: true,
    width,
    height: Math.max(1, drawing.height),
  });
  if (drawing.option) chart.setOption(drawing.option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** What must never stand in a picture, with a little around it. */
const broken = (svg: string) => svg.match(/.{0,60}(NaN|undefined).{0,40}/g) ?? [];

describe("drawn by ECharts", () => {
  const all = Object.entries(SAMPLES).filter(([type]) => type !== "number");
  beforeAll(
    () => load(["box", "gantt", "gauge", "map", "radar", "sankey", "tree", "india", "world"]),
    30_000,
  );
  test.each(all)("%s", async (type, data) => {
    for (const width of [390, 1100]) {
      const svg = await svgOf(data, width);
      expect(drawn(data, { width }).height).toBeGreaterThan(60);
      expect(svg.match(/<path/g)?.length ?? 0, type).toBeGreaterThan(2);
      expect(broken(svg), type).toEqual([]);
    }
    expect(drawn(data).type).toBe(type);
  });
  test.each(EDGES)("%s", async (name, data) => {
    for (const width of [390, 1100]) {
      const drawing = drawn(data, { width });
      if (drawing.option) expect(broken(await svgOf(data, width)), name).toEqual([]);
      expect(drawing.summary).not.toMatch(/NaN|undefined/);
    }
  });
});

describe("bars and lines", () => {
  test("shares make 100 in each month", () => {
    const series = seriesOf(SAMPLES.percent_bar);
    const sum = series.reduce((total, s) => total + Number(valuesOf(s)[3]), 0);
    expect(sum).toBeCloseTo(100);
    expect(axis(SAMPLES.percent_bar, "yAxis")).toMatchObject({ min: 0, max: 100 });
  });
  test("steps step, areas stack", () => {
    expect(seriesOf(SAMPLES.step)[0]?.step).toBe("end");
    expect(new Set(seriesOf(SAMPLES.stacked_area).map((s) => s.stack))).toEqual(new Set(["all"]));
  });
  test("a combo has its line on the second axis, and no axis begins above zero", () => {
    const [bar, line] = seriesOf(SAMPLES.combo);
    expect([bar?.type, line?.type, line?.yAxisIndex]).toEqual(["bar", "line", 1]);
    expect(valuesOf(line)[0]).toBe(SAMPLES.combo.rows[0]?.[2]);
    for (const y of drawn(SAMPLES.combo).option?.yAxis as Axis[]) expect(y.scale).not.toBe(true);
  });
  test("two measures of one unit need no second axis", () => {
    const data = {
      ...SAMPLES.combo,
      spec: { ...SAMPLES.combo.spec, y2: [{ column: 2, label: "b", unit: "INR" }] },
    };
    expect(drawn(data).type).toBe("line");
    expect(drawn(data).notes[0]).toMatch(/both are measured the same/);
  });
  test("pareto: the largest first, the last at 100 %", () => {
    const [bars, share] = seriesOf(
      rows("pareto", [
        ["a", 10],
        ["b", 70],
        ["c", 20],
      ]),
    );
    expect(bars?.data).toEqual([70, 20, 10]);
    expect(share?.data).toEqual([70, 90, 100]);
  });
  test("small multiples share one scale from zero", () => {
    const axes = drawn(SAMPLES.small_multiples).option?.yAxis as Axis[];
    expect(new Set(axes.map((a) => `${a.min} ${a.max}`)).size).toBe(1);
    expect(axes[0]?.min).toBe(0);
  });
});

describe("parts and flows", () => {
  test("a waterfall ends on the sum, its total from zero", () => {
    const steps = stepsOf(["a", "b", "c"], [10, -4, null]);
    expect(steps.map((s) => [s.from, s.to])).toEqual([
      [0, 10],
      [10, 6],
      [6, 6],
      [0, 6],
    ]);
    const [pad, above, below] = seriesOf(
      rows("waterfall", [
        ["a", 10],
        ["b", -15],
      ]),
    );
    expect(valuesOf(pad)).toEqual([0, 0, 0]);
    expect(valuesOf(above)).toEqual([10, 10, 0]);
    expect(valuesOf(below)).toEqual([0, -5, -5]);
  });
  test("a funnel is centred and as wide as its value", () => {
    const [pad, bar] = seriesOf(SAMPLES.funnel);
    expect(valuesOf(bar)).toEqual([12400, 8300, 2900, 1250]);
    expect(pad?.data[1]).toBe((12400 - 8300) / 2);
  });
  test("a stage that grows is no funnel", () => {
    const data = rows("funnel", [
      ["a", 1],
      ["b", 2],
    ]);
    expect(drawn({ ...data, spec: { ...data.spec, sort: "key" } }).type).toBe("horizontal_bar");
  });
  test("a treemap's branches are the sums of their leaves, the largest first", () => {
    const data = seriesOf(SAMPLES.treemap)[0]?.data as {
      name: string;
      value: number;
      children: { value: number }[];
    }[];
    expect(data[0]?.name).toBe("Staples");
    for (const b of data) expect(b.children.reduce((n, c) => n + c.value, 0)).toBe(b.value);
    expect(data.map((b) => b.value)).toEqual(data.map((b) => b.value).sort((a, b) => b - a));
  });
  test("flows are summed, and a name on both sides is two ends", () => {
    const data = sample(
      "sankey",
      [column("from", "text"), column("n", "int"), column("to", "text")],
      [
        ["a", 1, "b"],
        ["a", 2, "b"],
        ["b", 5, "a"],
        ["c", 0, "a"],
      ],
      { split: { column: 2, label: "to" } },
    );
    expect(flowsOf(data)).toEqual([
      { from: "b", to: "a", value: 5 },
      { from: "a", to: "b", value: 3 },
    ]);
    const names = (seriesOf(data)[0]?.data as { name: string }[]).map((n) => n.name);
    expect(new Set(names).size).toBe(4);
  });
  test("a gauge without a target is a number; its arc goes past the target", () => {
    const gauge = seriesOf(SAMPLES.gauge)[0] as unknown as { min: number; max: number };
    expect(gauge).toMatchObject({ min: 0, max: 1250000 });
    expect(drawn(SAMPLES.gauge).notes[0]).toBe("84.2\u00a0% of the target, ₹10,00,000");
    expect(drawn({ ...SAMPLES.gauge, spec: { ...SAMPLES.gauge.spec, target: null } }).type).toBe(
      "number",
    );
  });
  test("a radar's scale begins at zero and is the same on every side", () => {
    const { radar } = drawn(SAMPLES.radar).option as {
      radar: { indicator: { min: number; max: number }[] };
    };
    expect(new Set(radar.indicator.map((i) => i.max)).size).toBe(1);
    expect(radar.indicator[0]?.min).toBe(0);
  });
});

describe("spread and time", () => {
  test("the box is the quarters, what lies far out stands alone", () => {
    const spread = spreadOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 100]);
    expect(spread?.five).toEqual([1, 3.25, 5.5, 7.75, 9]);
    expect(spread?.outliers).toEqual([100]);
  });
  test("a candle is open, close, lowest, highest", () => {
    const [, open, high, low, close] = SAMPLES.candlestick.rows[5] as number[];
    expect(seriesOf(SAMPLES.candlestick)[0]?.data[5]).toEqual([open, close, low, high]);
  });
  test("a bubble's area is its value", () => {
    const series = seriesOf(SAMPLES.bubble)[0] as unknown as {
      symbolSize: (v: number[]) => number;
      data: number[][];
    };
    const most = Math.max(...series.data.map((d) => d[2] ?? 0));
    expect(series.symbolSize([0, 0, most]) / series.symbolSize([0, 0, most / 4])).toBeCloseTo(2);
  });
  test("tasks begin with the first, and the last day belongs to it", () => {
    const [task] = seriesOf(SAMPLES.gantt)[0]?.data as number[][];
    expect(((task?.[2] ?? 0) - (task?.[1] ?? 0)) / 86_400_000).toBe(14);
    expect(axis(SAMPLES.gantt, "yAxis").data?.[0]).toBe("Choose the new till");
  });
  test("a calendar has each day in its week and weekday", () => {
    const data = sample(
      "calendar_heatmap",
      [column("day", "date"), column("n", "int")],
      [
        ["2026-11-02", 1],
        ["2026-11-08", 2],
        ["2026-11-09", 3],
      ],
      { x: { column: 0, label: "day", type: "time", grain: "day" } },
    );
    const cells = seriesOf(data)[0]?.data as number[][];
    expect(cells[0]).toEqual([0, 0, 1]); // Monday
    expect(cells[6]).toEqual([0, 6, 2]); // Sunday of that week
    expect(cells[7]).toEqual([1, 0, 3]);
  });
  test("cohorts run down, their age across in order", () => {
    expect(axis(SAMPLES.cohort, "xAxis").data).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
    expect(seriesOf(SAMPLES.cohort)[0]?.data).toContainEqual([0, 0, 100]);
  });
});

describe("maps", () => {
  test.each([
    ["Telangana", "Telangana"],
    ["Orissa", "Odisha"],
    ["IN-MH", "Maharashtra"],
    ["jammu & kashmir", "Jammu and Kashmir"],
    ["महाराष्ट्र", "Maharashtra"],
    ["Atlantis", null],
  ])("%s is %s", (name, place) => expect(placeOf(name, "india")).toBe(place));
  test("the outline with most of the names", () => {
    expect(outlineOf(["Kerala", "Goa"])).toBe("india");
    expect(outlineOf(["USA", "Germany", "India"])).toBe("world");
    expect(outlineOf(["Dal", "Oil"])).toBeNull();
  });
  test("every name has an outline", async () => {
    const { default: india } = await import("./outlines/india.json");
    const names = india.features.map((f) => f.properties.name);
    expect(names).toHaveLength(36);
    for (const name of names) expect(placeOf(name, "india")).toBe(name);
    const { outline } = await import("./outlines/world");
    const world = (outline as { features: { properties: { name: string } }[] }).features;
    for (const f of world) expect(placeOf(f.properties.name, "world")).toBe(f.properties.name);
  });
  test("what is not on the map is named", () => {
    expect(drawn(SAMPLES.map_regions).notes).toEqual(["Not on this map: Online."]);
    expect(drawn(SAMPLES.map_regions).needs).toEqual(["map", "india"]);
  });
});

test("never more than eight colours", () => {
  for (const [type, data] of Object.entries(SAMPLES)) {
    const text = JSON.stringify(drawn(data).option ?? {});
    const used = VIEW.theme.series.filter((c) => text.includes(c));
    expect(used.length, type).toBeLessThanOrEqual(8);
  }
});

test.each(["pie", "treemap", "sunburst", "pareto", "doughnut"] as ChartType[])(
  "%s of what is below zero, or of nothing, becomes bars",
  (type) => {
    expect(
      drawn(
        rows(type, [
          ["a", -1],
          ["b", 3],
        ]),
      ).type,
    ).toBe("bar");
    expect(
      drawn(
        rows(type, [
          ["a", 0],
          ["b", 0],
        ]),
      ).type,
    ).toBe("bar");
  },
);

test("points along time stand on an axis of moments", () => {
  const data = sample(
    "scatter",
    [column("day", "date"), column("amount", "float", "INR")],
    [
      ["2026-01-01", 5],
      ["2026-03-01", 9],
    ],
  );
  expect(seriesOf(data)[0]?.data).toEqual([
    [Date.UTC(2026, 0, 1), 5, 0],
    [Date.UTC(2026, 2, 1), 9, 0],
  ]);
  expect((drawn(data).option?.xAxis as { type?: string }).type).toBe("time");
});

test("both numbers of two axes are said and stepped through", () => {
  const { summary, steps } = drawn(SAMPLES.combo);
  expect(summary).toContain("margin:");
  expect(steps.some((s) => s.text.includes("margin"))).toBe(true);
});

test("countries too small for the outline are dots with their value", () => {
  const data = sample(
    "map_regions",
    [column("country", "text"), column("amount", "int")],
    [
      ["India", 9],
      ["SG", 4],
      ["Malta", 2],
    ],
  );
  const [map, dots] = seriesOf(data);
  expect(map?.data).toEqual([{ name: "India", value: 9 }]);
  expect(dots?.data).toEqual([
    { name: "Singapore", value: [103.8, 1.35, 4] },
    { name: "Malta", value: [14.4, 35.9, 2] },
  ]);
  expect(drawn(data).mark({ name: "Singapore" })).toEqual([{ column: 0, value: "SG" }]);
  expect(drawn(data).notes).toEqual([]);
});
