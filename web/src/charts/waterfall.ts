// What went up and what went down, step by step, to what is left.
import type { BarSeriesOption } from "echarts";
import { shapeMark, type Given, type Painted } from "./paint";
import { base, categoryAxis, full, grid, nameLabels, namedAxis, short, textStyle } from "./parts";
import { tipHtml, tooltip, valueAxis } from "./parts";
import { NARROW, type ChartView } from "./spec";
import { T } from "./strings";
import { widest } from "./text-width";

export interface Step {
  name: string;
  /** Where the bar begins and ends. */
  from: number;
  to: number;
  total: boolean;
}

/** Each change on top of those before it, and the total from zero at the end. */
export function stepsOf(names: string[], values: readonly (number | null)[]): Step[] {
  let at = 0;
  const steps = names.map((name, i) => {
    const from = at;
    at += values[i] ?? 0;
    return { name, from, to: at, total: false };
  });
  return [...steps, { name: T.total, from: 0, to: at, total: true }];
}

function colorOf(step: Step, { theme }: ChartView): string | undefined {
  if (step.total) return theme.ink3;
  return step.to < step.from ? theme.series[1] : theme.series[0];
}

/** An unseen bar up to where the seen one begins; across zero the seen one is in two pieces. */
function pieces(step: Step): { pad: number; above: number; below: number } {
  const high = Math.max(step.from, step.to);
  const low = Math.min(step.from, step.to);
  if (low >= 0) return { pad: low, above: high - low, below: 0 };
  if (high <= 0) return { pad: high, above: 0, below: low - high };
  return { pad: 0, above: high, below: low };
}

function textOf(step: Step | undefined, unit: string, view: ChartView): string {
  if (!step) return "";
  const change = step.to - step.from;
  return (change > 0 && !step.total ? "+" : "") + short(change, unit, view);
}

function seriesOf(steps: Step[], unit: string, lying: boolean, view: ChartView): BarSeriesOption[] {
  const found = steps.map(pieces);
  const bar = { type: "bar" as const, stack: "all", barMaxWidth: lying ? 20 : 48 };
  const seen = (part: "above" | "below"): BarSeriesOption => ({
    ...bar,
    name: part,
    label: {
      ...textStyle(view.theme, view.theme.ink, 12),
      formatter: (p) => textOf(steps[p.dataIndex], unit, view),
    },
    data: steps.map((step, i) => {
      const piece = found[i] ?? { above: 0, below: 0 };
      const carrier = piece.below !== 0 && piece.above === 0 ? "below" : "above";
      const end = lying ? "right" : part === "above" ? "top" : "bottom";
      return {
        value: piece[part],
        itemStyle: { color: colorOf(step, view) },
        label: { show: part === carrier, position: end },
      };
    }),
  });
  const pad: BarSeriesOption = {
    ...bar,
    silent: true,
    itemStyle: { color: "transparent" },
    data: found.map((f) => f.pad),
  };
  return [pad, seen("above"), seen("below")];
}

export function waterfallOption(given: Given): Painted {
  const { shape, view } = given;
  const first = shape.series[0];
  const unit = first?.unit ?? "";
  const steps = stepsOf(shape.names, first?.values ?? []);
  const names = steps.map((s) => s.name);
  const words = names.flatMap((name) => name.split(" "));
  const lying = view.width < NARROW || widest(words, 12) + 6 > (view.width - 56) / names.length;
  const values = valueAxis(view, unit, false);
  const categories = categoryAxis(view, names);
  return {
    height: lying ? names.length * 36 + 40 : 320,
    mark: (p) => shapeMark(given, p.dataIndex ?? -1),
    option: {
      ...base(view),
      grid: grid(lying ? { top: 4, right: 56 } : { top: 28 }),
      tooltip: {
        ...tooltip(view, "axis"),
        formatter: (items: unknown) => {
          const step = steps[(items as { dataIndex: number }[])[0]?.dataIndex ?? -1];
          if (!step) return "";
          const change = { name: first?.name ?? "", value: full(step.to - step.from, unit, view) };
          const after = { name: T.total, value: full(step.to, unit, view) };
          return tipHtml(step.name, step.total ? [after] : [change, after]);
        },
      },
      ...(lying
        ? {
            xAxis: values,
            yAxis: { ...categories, inverse: true, axisLabel: nameLabels(view, names) },
          }
        : { xAxis: namedAxis(view, names), yAxis: values }),
      series: seriesOf(steps, unit, lying, view),
    },
  };
}
