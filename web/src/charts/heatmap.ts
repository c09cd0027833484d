// Two categories against each other, the value as the strength of one colour.
import type { EChartsOption } from "echarts";
import { readableOn } from "./color";
import { base, categoryAxis, full, grid, short, textStyle, tipHtml, tooltip } from "./parts";
import type { Shape } from "./shape";
import type { ChartView } from "./spec";

interface Item {
  dataIndex: number;
  value: unknown;
}

export function heatmapOption(shape: Shape, view: ChartView): EChartsOption {
  const cells = shape.series.flatMap((s, y) => s.values.map((v, x) => [x, y, v ?? "-"]));
  const known = shape.series.flatMap((s) => s.values).filter((v) => v !== null);
  const unit = shape.series[0]?.unit ?? "";
  const written = cells.length <= 84 && view.width / shape.names.length > 48;
  const low = Math.min(0, ...known);
  const high = Math.max(...known, low + 1);
  const { theme } = view;
  const strong = theme.series[0] ?? theme.ink;
  const textAt = (share: number) => readableOn(theme.wash, strong, share, [theme.ink, theme.sheet]);
  return {
    ...base(view),
    grid: grid({ bottom: 4 }),
    visualMap: {
      show: false,
      min: low,
      max: high,
      inRange: { color: [theme.wash, strong] },
    },
    tooltip: {
      ...tooltip(view, "item"),
      formatter: (p: unknown) => {
        const [x, y, v] = (p as Item).value as [number, number, number | string];
        const value = typeof v === "number" ? full(v, unit, view) : "no rows";
        return tipHtml(shape.names[x] ?? "", [{ name: shape.series[y]?.name ?? "", value }]);
      },
    },
    xAxis: { ...categoryAxis(view, shape.names), axisLine: { show: false } },
    yAxis: {
      ...categoryAxis(
        view,
        shape.series.map((s) => s.name),
      ),
      inverse: true,
      axisLine: { show: false },
    },
    series: [
      {
        type: "heatmap",
        data: cells,
        itemStyle: { borderColor: theme.sheet, borderWidth: 2, borderRadius: 4 },
        label: {
          show: written,
          formatter: (p) => {
            const v = (p.value as unknown[])[2];
            if (typeof v !== "number") return "";
            return `{t${textAt((v - low) / (high - low))}|${short(v, unit, view)}}`;
          },
          rich: {
            t0: textStyle(theme, theme.ink, 12),
            t1: textStyle(theme, theme.sheet, 12),
          },
        },
      },
    ],
  };
}
