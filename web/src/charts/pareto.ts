// The largest first, and the share that they make together: how few make most of it.
import type { BarSeriesOption, EChartsOption, LineSeriesOption } from "echarts";
import { formatNumber } from "@/format/number";
import { tr } from "@/format/words";
import { shapeMark, type Given, type Painted } from "./paint";
import { base, categoryAxis, full, grid, legend, legendRoom, nameLabels } from "./parts";
import { namedAxis, plotHeight, shareAxis, styleFor, tipHtml, tooltip, valueAxis } from "./parts";
import type { ChartView } from "./spec";
import { T } from "./strings";
import { widest } from "./text-width";
import { asNumber } from "./shape";

const MOST = 80;

interface Ranked {
  name: string;
  key: number;
  value: number;
  /** Percent of everything, with all that stand before. */
  share: number;
}

/** Of everything, also of what is not drawn. */
function totalOf({ data }: Given): number {
  const column = data.spec.series[0]?.column ?? -1;
  return data.rows.reduce((sum, row) => sum + (asNumber(row[column]) ?? 0), 0);
}

function ranked(given: Given): Ranked[] {
  const { shape } = given;
  const total = totalOf(given);
  let sum = 0;
  return (shape.series[0]?.values ?? [])
    .map((value, key) => ({ name: shape.names[key] ?? "", key, value: value ?? 0 }))
    .sort((a, b) => b.value - a.value)
    .map((r) => {
      sum += r.value;
      return { ...r, share: total > 0 ? (sum / total) * 100 : 0 };
    });
}

/** Upright while every name fits under its bar, else lying. */
function axes(found: Ranked[], unit: string, lying: boolean, view: ChartView): EChartsOption {
  const names = found.map((r) => r.name);
  const values = [
    { ...valueAxis(view, unit, false), position: lying ? ("top" as const) : ("left" as const) },
    { ...shareAxis(view), splitLine: { show: false }, axisTick: { show: false } },
  ];
  if (!lying) return { xAxis: namedAxis(view, names), yAxis: values };
  const axisLabel = nameLabels(view, names);
  return { xAxis: values, yAxis: { ...categoryAxis(view, names), inverse: true, axisLabel } };
}

function seriesOf(found: Ranked[], name: string, lying: boolean, view: ChartView) {
  const [bars, line] = view.theme.series;
  const corner = lying ? [0, 3, 3, 0] : [3, 3, 0, 0];
  const bar: BarSeriesOption = {
    type: "bar",
    name,
    barMaxWidth: lying ? 18 : 44,
    itemStyle: { color: bars, borderRadius: corner },
    data: found.map((r) => r.value),
  };
  const share: LineSeriesOption = {
    type: "line",
    name: T.share,
    ...(lying ? { xAxisIndex: 1 } : { yAxisIndex: 1 }),
    symbol: "circle",
    symbolSize: 6,
    lineStyle: { width: 2, color: line },
    itemStyle: { color: line },
    data: found.map((r) => r.share),
  };
  return [bar, share];
}

export function paretoOption(given: Given): Painted {
  const { shape, view } = given;
  const { theme } = view;
  const found = ranked(given);
  const unit = shape.series[0]?.unit ?? "";
  const measure = shape.series[0]?.name ?? "";
  const few = found.findIndex((r) => r.share >= MOST) + 1;
  const percent = (v: number) => formatNumber(Math.round(v * 10) / 10, styleFor("%", view));
  const said = { n: few, share: percent(found[few - 1]?.share ?? 0) };
  const words = found.flatMap((r) => r.name.split(" "));
  const lying = widest(words, 12) + 6 > (view.width - 96) / Math.max(1, found.length);
  const names = [measure, T.share];
  return {
    height: lying ? found.length * 32 + 96 : plotHeight(view, [], 20),
    notes: few > 0 ? [tr("The first {n} make {share} of all.", said)] : [],
    mark: (p) => shapeMark(given, found[p.dataIndex ?? -1]?.key ?? -1),
    option: {
      ...base(view),
      grid: grid({ top: legendRoom(names, view) }),
      legend: legend(view, names),
      tooltip: {
        ...tooltip(view, "axis"),
        formatter: (items: unknown) => {
          const r = found[(items as { dataIndex: number }[])[0]?.dataIndex ?? -1];
          if (!r) return "";
          const value = full(r.value, unit, view);
          return tipHtml(r.name, [
            { color: theme.series[0], name: measure, value },
            { color: theme.series[1], name: T.share, value: percent(r.share) },
          ]);
        },
      },
      ...axes(found, unit, lying, view),
      series: seriesOf(found, measure, lying, view),
    },
  };
}
