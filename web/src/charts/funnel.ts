// Stages, one under the other: how many are left at each, of the first and of the one before.
import type { BarSeriesOption } from "echarts";
import { formatNumber } from "@/format/number";
import { tr } from "@/format/words";
import { shapeMark, type Given, type Painted } from "./paint";
import { base, categoryAxis, full, grid, nameLabels, short, styleFor, textStyle } from "./parts";
import { tipHtml, tooltip, valueAxis } from "./parts";
import { NARROW } from "./spec";
import { widest } from "./text-width";

const ROW = 52;

export function funnelOption(given: Given): Painted {
  const { shape, view } = given;
  const { theme } = view;
  const series = shape.series[0];
  const unit = series?.unit ?? "";
  const values = (series?.values ?? []).map((v) => v ?? 0);
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const first = values[0] ?? 0;
  const percent = (part: number, of: number) =>
    of > 0 ? formatNumber(Math.round((part / of) * 1000) / 10, styleFor("%", view)) : "";
  const number = (i: number) => short(values[i] ?? 0, unit, view);
  const share = (i: number) => (i === 0 ? "" : percent(values[i] ?? 0, first));
  // On a phone the share stands under the number.
  const gap = view.width < NARROW ? "\n" : "  ";
  const text = (i: number) => (i === 0 ? number(i) : `${number(i)}${gap}{share|${share(i)}}`);
  const room = widest(values.flatMap((_, i) => `${number(i)}${gap}${share(i)}`.split("\n")));
  const bar: BarSeriesOption = { type: "bar", stack: "all", barCategoryGap: "18%" };
  return {
    height: values.length * ROW + 16,
    mark: (p) => shapeMark(given, p.dataIndex ?? -1),
    option: {
      ...base(view),
      grid: grid({ top: 4, right: room + 20 }),
      tooltip: {
        ...tooltip(view, "axis"),
        formatter: (items: unknown) => {
          const i = (items as { dataIndex: number }[])[0]?.dataIndex ?? 0;
          const value = values[i] ?? 0;
          const notes =
            i === 0
              ? []
              : [
                  tr("{share} of {name}", {
                    share: percent(value, first),
                    name: shape.names[0] ?? "",
                  }),
                  tr("{share} of {name}", {
                    share: percent(value, values[i - 1] ?? 0),
                    name: shape.names[i - 1] ?? "",
                  }),
                ].slice(0, i === 1 ? 1 : 2);
          const line = { name: series?.name ?? "", value: full(value, unit, view), notes };
          return tipHtml(shape.names[i] ?? "", [line]);
        },
      },
      // Half of the widest on each side of the middle.
      xAxis: { ...valueAxis(view, unit, true), min: 0, max: most || 1 },
      yAxis: {
        ...categoryAxis(view, shape.names),
        inverse: true,
        axisLine: { show: false },
        axisLabel: nameLabels(view, shape.names),
      },
      series: [
        {
          ...bar,
          silent: true,
          itemStyle: { color: "transparent" },
          data: values.map((v) => (most - v) / 2),
        },
        {
          ...bar,
          name: series?.name,
          itemStyle: { color: theme.series[0], borderRadius: 3 },
          data: values,
        },
        {
          // The number stands in one column at the right, whatever the bar's width.
          ...bar,
          silent: true,
          itemStyle: { color: "transparent" },
          data: values.map((v) => (most - v) / 2 || 1e-9),
          label: {
            show: true,
            position: "right",
            ...textStyle(theme, theme.ink),
            lineHeight: 18,
            formatter: (p: { dataIndex: number }) => text(p.dataIndex),
            rich: { share: textStyle(theme, theme.ink2) },
          },
        },
      ],
    },
  };
}
