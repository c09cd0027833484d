// How the values of one column are spread.
import { formatTick } from "@/format/number";
import type { Given, Painted } from "./paint";
import { base, categoryAxis, full, grid, plotHeight, styleFor } from "./parts";
import { tipHtml, tooltip, valueAxis } from "./parts";
import { asNumber } from "./shape";
import type { ChartData } from "./spec";
import { T } from "./strings";
import { tr } from "@/format/words";

interface Item {
  dataIndex: number;
  value: unknown;
}

export interface Bin {
  low: number;
  high: number;
  count: number;
}

/** Bins of a round width, about the square root of the count, 5 to 30. */
export function binsOf(values: number[]): Bin[] {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (values.length === 0) return [];
  if (low === high) return [{ low, high, count: values.length }];
  const wanted = Math.min(30, Math.max(5, Math.sqrt(values.length)));
  const power = 10 ** Math.floor(Math.log10((high - low) / wanted));
  const width =
    [1, 2, 5, 10].map((m) => m * power).find((w) => (high - low) / w <= wanted) ?? power * 10;
  const first = Math.floor(low / width);
  const bins: Bin[] = [];
  for (let i = first; i <= Math.floor(high / width); i++) {
    bins.push({ low: i * width, high: (i + 1) * width, count: 0 });
  }
  for (const v of values) {
    const bin = bins[Math.min(bins.length - 1, Math.floor(v / width) - first)];
    if (bin) bin.count++;
  }
  return bins;
}

function binsFrom({ spec, rows }: ChartData): Bin[] {
  const x = spec.x?.column ?? spec.series[0]?.column ?? -1;
  const y = spec.series[0]?.column ?? x;
  const values = rows.map((row) => asNumber(row[x])).filter((v) => v !== null);
  if (x === y || !spec.x) return binsOf(values);
  const step = (values[1] ?? 0) - (values[0] ?? 0);
  return rows.map((row) => {
    const low = asNumber(row[x]) ?? 0;
    return { low, high: low + step, count: asNumber(row[y]) ?? 0 };
  });
}

export function histogramOption({ data, view }: Given): Painted {
  const bins = binsFrom(data);
  const unit = data.spec.x?.unit ?? data.spec.series[0]?.unit ?? "";
  const tick = (v: number) => formatTick(v, styleFor(unit, view));
  const name = (b: Bin) =>
    tr("{from} to {to}", { from: full(b.low, unit, view), to: full(b.high, unit, view) });
  return {
    height: plotHeight(view),
    mark: () => [],
    option: {
      ...base(view),
      grid: grid({ top: 16 }),
      tooltip: {
        ...tooltip(view, "axis"),
        formatter: (items: unknown) => {
          const bin = bins[(items as Item[])[0]?.dataIndex ?? -1];
          return bin
            ? tipHtml(name(bin), [{ name: T.rows, value: full(bin.count, "", view) }])
            : "";
        },
      },
      xAxis: categoryAxis(
        view,
        bins.map((b) => tick(b.low)),
      ),
      yAxis: valueAxis(view, "", false),
      series: [
        {
          type: "bar",
          barCategoryGap: "4%",
          itemStyle: { color: view.theme.series[0], borderRadius: [2, 2, 0, 0] },
          data: bins.map((b) => b.count),
        },
      ],
    },
  };
}
