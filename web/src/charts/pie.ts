// Parts of a whole, six at most (honest.ts sees to it), named beside each part.
import type { EChartsOption } from "echarts";
import { formatNumber } from "@/format/number";
import { base, full, shareNote, styleFor, textStyle, tipHtml, tooltip } from "./parts";
import type { Shape } from "./shape";
import { NARROW, type ChartView } from "./spec";

interface Item {
  dataIndex: number;
  value: unknown;
}

export function pieOption(shape: Shape, view: ChartView): EChartsOption {
  const series = shape.series[0];
  const values = series?.values ?? [];
  const total = values.reduce<number>((sum, v) => sum + (v ?? 0), 0);
  const percent = (v: number) =>
    formatNumber(Math.round((v / (total || 1)) * 1000) / 10, styleFor("%", view));
  return {
    ...base(view),
    tooltip: {
      ...tooltip(view, "item"),
      formatter: (p: unknown) => {
        const i = (p as Item).dataIndex;
        const note = shareNote(values[i] ?? null, values, series?.unit ?? "", view);
        const value = full(values[i] ?? 0, series?.unit ?? "", view);
        return tipHtml(shape.names[i] ?? "", [
          { name: series?.name ?? "", value, notes: note ? [note] : [] },
        ]);
      },
    },
    series: [
      {
        type: "pie",
        radius: view.width < NARROW ? ["30%", "58%"] : ["42%", "78%"],
        startAngle: 90,
        itemStyle: { borderColor: view.theme.sheet, borderWidth: 2 },
        label: {
          ...textStyle(view.theme, view.theme.ink),
          lineHeight: 18,
          overflow: "break",
          formatter: (p) => `${p.name}\n${percent(p.value as number)}`,
        },
        labelLine: { lineStyle: { color: view.theme.line } },
        data: shape.names.map((name, i) => ({ name, value: values[i] ?? 0 })),
      },
    ],
  };
}
