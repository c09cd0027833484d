// One number against another, a point a row.
import type { EChartsOption } from "echarts";
import { formatCell } from "@/format/value";
import { base, full, grid, textStyle, tipHtml, tooltip, valueAxis } from "./parts";
import { asNumber } from "./shape";
import type { ChartData, ChartView } from "./spec";

interface Item {
  dataIndex: number;
  value: unknown;
}

export function scatterOption(data: ChartData, view: ChartView): EChartsOption {
  const { spec, rows, columns } = data;
  const x = spec.x;
  const y = spec.series[0];
  const points = rows
    .map((row) => ({ at: [asNumber(row[x?.column ?? -1]), asNumber(row[y?.column ?? -1])], row }))
    .filter((p) => p.at.every((v) => v !== null));
  const label = (row: ChartData["rows"][number]) =>
    columns
      .map((c, k) => (c.type === "text" ? formatCell(row[k], c, view.format) : null))
      .filter((t) => t !== null)
      .join(", ");
  const axisName = {
    nameLocation: "middle" as const,
    nameTextStyle: textStyle(view.theme, view.theme.ink3, 12),
  };
  return {
    ...base(view),
    grid: grid({ bottom: 28, left: 28 }),
    tooltip: {
      ...tooltip(view, "item"),
      formatter: (p: unknown) => {
        const point = points[(p as Item).dataIndex];
        if (!point) return "";
        return tipHtml(label(point.row), [
          { name: x?.label ?? "", value: full(point.at[0] ?? 0, x?.unit ?? "", view) },
          { name: y?.label ?? "", value: full(point.at[1] ?? 0, y?.unit ?? "", view) },
        ]);
      },
    },
    xAxis: {
      ...valueAxis(view, x?.unit ?? "", false),
      scale: true,
      name: x?.label,
      nameGap: 28,
      ...axisName,
    },
    yAxis: {
      ...valueAxis(view, y?.unit ?? "", false),
      scale: true,
      name: y?.label,
      nameGap: 44,
      ...axisName,
    },
    series: [
      {
        type: "scatter",
        symbolSize: points.length > 400 ? 5 : 9,
        itemStyle: { color: view.theme.series[0], opacity: points.length > 100 ? 0.5 : 0.75 },
        data: points.map((p) => p.at as number[]),
      },
    ],
  };
}
