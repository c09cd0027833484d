// A chart that would mislead is replaced, and says why. Each rule is one row; they are walked from
// the top, so that a replacement meets the rules below it.
import { words } from "@/format/words";
import { readingOf } from "./gauge";
import { outlineOf } from "./places";
import { latLonOf } from "./roles";
import { asNumber, isTimeX } from "./shape";
import { CHART_TYPES, NARROW, PIE_PARTS_MAX, type ChartData, type ChartType } from "./spec";
import { textWidth } from "./text-width";

export interface Choice {
  type: ChartType;
  /** Why it is not what was asked for; "" when it is. */
  because: string;
}

const WHY = words({
  none: "",
  parts: "Bars instead of a pie: more than six parts can't be told apart.",
  negative: "Bars instead: parts of a whole can't be below zero.",
  zero: "Bars instead: nothing has no parts.",
  between: "Bars instead of a line: nothing lies between these categories.",
  rings: "A treemap instead of rings: more than eight parts can't be told apart.",
  axis: "Bars side by side instead of two axes: both are measured the same.",
  axes: "Lines instead of two axes: both are measured the same.",
  target: "A number instead of a gauge: there is no target to reach.",
  radar: "Bars instead of a radar: it needs three scales at least.",
  places: "Bars instead of a map: too few of these names are on it.",
  stages: "Bars instead of a funnel: a stage can't hold more than the one before.",
  days: "Bars instead of a calendar: these are not single days.",
  single: "A table instead: it needs a second group.",
});

interface Rule {
  from: readonly ChartType[];
  when: (data: ChartData, width: number) => boolean;
  to: ChartType;
  because: keyof typeof WHY;
}

const PIES = ["pie", "doughnut"] as const;
const WHOLES = [
  ...PIES,
  "stacked_bar",
  "percent_bar",
  "stacked_area",
  "treemap",
  "sunburst",
  "funnel",
  "pareto",
  "radar",
] as const;
const LINES = ["line", "step", "area", "stacked_area"] as const;
const NEEDS_SPLIT = ["heatmap", "cohort", "sankey", "small_multiples"] as const;
const DRAWN = CHART_TYPES.filter((t) => t !== "table" && t !== "number");

const column = (data: ChartData) => data.spec.series[0]?.column ?? -1;
const some = (data: ChartData, test: (v: number) => boolean) =>
  data.rows.some((row) => {
    const v = asNumber(row[column(data)]);
    return v !== null && test(v);
  });
const hasNegative = (data: ChartData) => some(data, (v) => v < 0);

function names(data: ChartData): string[] {
  const x = data.spec.x;
  return x ? [...new Set(data.rows.map((row) => String(row[x.column] ?? "")))] : [];
}

function namesTooLong(data: ChartData, width: number): boolean {
  if (!data.spec.x || isTimeX(data)) return false;
  const all = names(data);
  const room = width / Math.max(1, all.length);
  return room < 12 || all.some((name) => textWidth(name, 12) + 12 > room);
}

/** The outer rings of a hole are the inner ones' parts: more than eight of those are no rings. */
const RINGS_MAX = 8;

function grows(data: ChartData): boolean {
  const values = data.rows.map((row) => asNumber(row[column(data)]) ?? 0);
  const falling = [...values].sort((a, b) => b - a);
  return data.spec.sort !== "value" && values.some((v, i) => v !== falling[i]);
}

const sameUnits = ({ spec }: ChartData) => {
  const units = [...spec.series, ...(spec.y2 ?? [])].map((s) => s.unit ?? "");
  return new Set(units).size === 1 && units[0] !== "";
};

/** What draws places or spans of time needs no number. */
const hasNothing = ({ rows, spec }: ChartData) =>
  rows.length === 0 || (spec.series.length === 0 && spec.type !== "map_points" && !spec.start);

const RULES: Rule[] = [
  {
    from: DRAWN,
    when: hasNothing,
    to: "table",
    because: "none",
  },
  {
    from: ["bar", "stacked_bar", "line", "pie"],
    when: (d) => !d.spec.x && !d.spec.split && d.rows.length === 1,
    to: "number",
    because: "none",
  },
  { from: ["forecast"], when: () => true, to: "line", because: "none" },
  { from: ["gauge"], when: (d) => readingOf(d) === null, to: "number", because: "target" },
  { from: ["sunburst"], when: (d) => names(d).length > RINGS_MAX, to: "treemap", because: "rings" },
  {
    from: PIES,
    when: (d) => d.rows.length > PIE_PARTS_MAX,
    to: "horizontal_bar",
    because: "parts",
  },
  { from: WHOLES, when: hasNegative, to: "bar", because: "negative" },
  {
    from: [...PIES, "treemap", "sunburst", "funnel", "pareto"],
    when: (d) => !some(d, (v) => v > 0),
    to: "bar",
    because: "zero",
  },
  { from: ["funnel"], when: grows, to: "horizontal_bar", because: "stages" },
  { from: ["radar"], when: (d) => names(d).length < 3, to: "bar", because: "radar" },
  { from: ["combo"], when: (d) => sameUnits(d) && isTimeX(d), to: "line", because: "axes" },
  { from: ["combo"], when: sameUnits, to: "grouped_bar", because: "axis" },
  {
    from: LINES,
    when: (d) => d.spec.x?.type === "category" && !isTimeX(d),
    to: "bar",
    because: "between",
  },
  {
    from: ["calendar_heatmap"],
    when: (d) => !isTimeX(d) || !["day", "", null, undefined].includes(d.spec.x?.grain),
    to: "bar",
    because: "days",
  },
  {
    from: ["map_regions"],
    when: (d) => outlineOf(names(d)) === null,
    to: "horizontal_bar",
    because: "places",
  },
  { from: ["map_points"], when: (d) => latLonOf(d) === null, to: "table", because: "none" },
  { from: NEEDS_SPLIT, when: (d) => !d.spec.split, to: "table", because: "single" },
  { from: ["bar"], when: namesTooLong, to: "horizontal_bar", because: "none" },
  {
    from: ["grouped_bar", "stacked_bar"],
    when: (d, width) => !d.spec.split && d.spec.series.length < 2 && width < NARROW,
    to: "bar",
    because: "none",
  },
];

export function honestType(data: ChartData, width: number): Choice {
  let type = CHART_TYPES.find((t) => t === data.spec.type) ?? "table";
  let because = "";
  for (const rule of RULES) {
    if (!rule.from.includes(type) || !rule.when(data, width)) continue;
    type = rule.to;
    because = because || WHY[rule.because];
  }
  return { type, because };
}
