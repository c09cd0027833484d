// Where the values of each group lie: the middle half as a box, the rest as whiskers.
import { quantile } from "./quantile";
import { rowMark, shapeMark, type Given, type Painted } from "./paint";
import { base, full, grid, namedAxis, plotHeight, tipHtml, tooltip, valueAxis } from "./parts";
import { asNumber } from "./shape";
import type { ChartData } from "./spec";
import { T } from "./strings";
import { tr } from "@/format/words";

/** Lowest, quarter, middle, three quarters, highest. */
export type Five = [number, number, number, number, number];

const READY = 5;
/** Tukey's rule: a whisker reaches 1.5 boxes at most; what is beyond stands alone. */
const WHISKER = 1.5;

export interface Spread {
  five: Five;
  outliers: number[];
  count: number;
}

export function spreadOf(values: readonly number[]): Spread | null {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const [q1, q2, q3] = [0.25, 0.5, 0.75].map((q) => quantile(sorted, q)) as [
    number,
    number,
    number,
  ];
  const reach = (q3 - q1) * WHISKER;
  const inside = sorted.filter((v) => v >= q1 - reach && v <= q3 + reach);
  const outliers = sorted.filter((v) => v < q1 - reach || v > q3 + reach);
  const five: Five = [inside[0] ?? q1, q1, q2, q3, inside[inside.length - 1] ?? q3];
  return { five, outliers, count: sorted.length };
}

function valuesBy({ spec, rows }: ChartData, keys: string[]): number[][] {
  const at = new Map(keys.map((k, i) => [k, i]));
  const found: number[][] = keys.map(() => []);
  const column = spec.series[0]?.column ?? -1;
  for (const row of rows) {
    const key = spec.x ? String(row[spec.x.column] ?? "") : "";
    const value = asNumber(row[column]);
    if (value !== null) found[at.get(key) ?? -1]?.push(value);
  }
  return found;
}

/** The five numbers as the rows have them, or from the raw values. */
function spreads(data: ChartData, keys: string[]): (Spread | null)[] {
  const { spec, rows } = data;
  if (spec.series.length !== READY) return valuesBy(data, keys).map(spreadOf);
  return keys.map((key) => {
    const row = rows.find((r) => String(r[spec.x?.column ?? -1] ?? "") === key);
    const five = spec.series.map((s) => asNumber(row?.[s.column]));
    return five.every((v) => v !== null) ? { five: five as Five, outliers: [], count: 0 } : null;
  });
}

const OUTLIERS_MAX = 200;

export function boxOption(given: Given): Painted {
  const { data, shape, view } = given;
  const { theme } = view;
  const grouped = Boolean(data.spec.x);
  const keys = grouped ? shape.keys : [""];
  const names = grouped ? shape.names : [data.spec.series[0]?.label ?? ""];
  const found = spreads(data, keys);
  const unit = data.spec.series[0]?.unit ?? "";
  const color = theme.series[0] ?? theme.ink;
  const say = (v: number) => full(v, unit, view);
  const outliers = found
    .flatMap((s, i) => (s?.outliers ?? []).map((v): [number, number] => [i, v]))
    .slice(0, OUTLIERS_MAX);
  return {
    height: plotHeight(view, [], 20),
    needs: ["box"],
    mark: (p) => (grouped ? shapeMark(given, p.dataIndex ?? -1) : rowMark(data, [])),
    summary: found
      .flatMap((s, i) =>
        s
          ? [tr("{name}: middle value {value}", { name: names[i] ?? "", value: say(s.five[2]) })]
          : [],
      )
      .join(", "),
    option: {
      ...base(view),
      grid: grid({ top: 12 }),
      tooltip: {
        ...tooltip(view, "item"),
        formatter: (p: unknown) => {
          const { dataIndex, seriesType, value } = p as {
            dataIndex: number;
            seriesType: string;
            value: number[];
          };
          if (seriesType === "scatter")
            return tipHtml(names[value[0] ?? 0] ?? "", [{ name: "", value: say(value[1] ?? 0) }]);
          const five = found[dataIndex]?.five;
          if (!five) return "";
          const [low, q1, middle, q3, high] = five;
          return tipHtml(names[dataIndex] ?? "", [
            { name: T.largest, value: say(high) },
            { name: T.median, value: say(middle) },
            { name: T.half, value: tr("{from} to {to}", { from: say(q1), to: say(q3) }) },
            { name: T.smallest, value: say(low) },
          ]);
        },
      },
      xAxis: namedAxis(view, names),
      yAxis: valueAxis(view, unit, false),
      series: [
        {
          type: "boxplot",
          boxWidth: [12, 48],
          itemStyle: { color: theme.wash, borderColor: color, borderWidth: 1.5 },
          data: found.map((s) => s?.five ?? ["-", "-", "-", "-", "-"]) as number[][],
        },
        {
          type: "scatter",
          symbolSize: 5,
          itemStyle: { color, opacity: 0.5 },
          data: outliers,
        },
      ],
    },
  };
}
