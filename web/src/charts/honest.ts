// A chart that would mislead is replaced, and says why. Each rule is one row.
import { isTimeX } from "./shape";
import { NARROW, PIE_PARTS_MAX, type ChartData, type ChartType } from "./spec";

export interface Choice {
  type: ChartType;
  /** Why it is not what was asked for; "" when it is. */
  because: string;
}

interface Rule {
  from: ChartType[];
  when: (data: ChartData, width: number) => boolean;
  to: ChartType;
  because: string;
}

const BARS: ChartType[] = ["bar", "horizontal_bar", "grouped_bar", "stacked_bar"];
const KNOWN: ChartType[] = [
  ...BARS,
  ...(["number", "line", "area", "pie", "scatter", "histogram", "heatmap", "table"] as const),
];

const measured = (data: ChartData) =>
  data.rows
    .map((row) => row[data.spec.series[0]?.column ?? -1])
    .filter((v) => typeof v === "number");
const hasNegative = (data: ChartData) => measured(data).some((v) => v < 0);

function namesTooLong(data: ChartData, width: number): boolean {
  const x = data.spec.x;
  if (!x || isTimeX(data)) return false;
  const longest = Math.max(0, ...data.rows.map((row) => String(row[x.column] ?? "").length));
  const count = new Set(data.rows.map((row) => row[x.column])).size;
  return longest * 7 + 12 > width / Math.max(1, count);
}

const RULES: Rule[] = [
  {
    from: ["line", "area", "pie", "scatter", "histogram", "heatmap", ...BARS],
    when: (d) => d.rows.length === 0 || d.spec.series.length === 0,
    to: "table",
    because: "",
  },
  {
    from: ["pie"],
    when: (d) => d.rows.length > PIE_PARTS_MAX,
    to: "horizontal_bar",
    because: "Bars instead of a pie: more than six parts can't be told apart.",
  },
  {
    from: ["pie", "stacked_bar", "area"],
    when: hasNegative,
    to: "bar",
    because: "Bars instead: parts of a whole can't be below zero.",
  },
  {
    from: ["line", "area"],
    when: (d) => d.spec.x?.type === "category" && !isTimeX(d),
    to: "bar",
    because: "Bars instead of a line: nothing lies between these categories.",
  },
  { from: ["bar"], when: namesTooLong, to: "horizontal_bar", because: "" },
  {
    from: ["heatmap"],
    when: (d) => !d.spec.split,
    to: "table",
    because: "",
  },
  {
    from: ["grouped_bar", "stacked_bar"],
    when: (d, width) => !d.spec.split && d.spec.series.length < 2 && width < NARROW,
    to: "bar",
    because: "",
  },
];

export function honestType(data: ChartData, width: number): Choice {
  let type = KNOWN.find((t) => t === data.spec.type) ?? "table";
  let because = "";
  for (const rule of RULES) {
    if (!rule.from.includes(type) || !rule.when(data, width)) continue;
    type = rule.to;
    because = because || rule.because;
  }
  return { type, because };
}
