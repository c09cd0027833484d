// A few things compared on three to ten scales, each from zero to its own largest value.
import { tr } from "@/format/words";
import { shapeMark, type Given, type Painted } from "./paint";
import { base, full, legend, legendRoom, textStyle, tipHtml, tooltip } from "./parts";
import { NARROW } from "./spec";

export function radarOption(given: Given): Painted {
  const { shape, view } = given;
  const { theme } = view;
  const units = new Set(shape.series.map((s) => s.unit));
  // One scale where all is of one kind; nobody compares rupees with pieces by their length.
  const all = shape.series.flatMap((s) => s.values.map((v) => v ?? 0));
  const most = Math.max(1e-9, ...all);
  const names = shape.series.map((s) => s.name);
  const many = names.length > 1;
  const top = many ? legendRoom(names, view) : 8;
  const height = (view.width < NARROW ? 300 : 360) + top;
  const radius = Math.min(view.width * 0.3, (height - top) * 0.4);
  const unit = [...units][0] ?? "";
  return {
    height,
    needs: ["radar"],
    notes: [tr("The outer ring is {value}.", { value: full(most, unit, view) })],
    mark: (p) => shapeMark(given, -1, p.dataIndex ?? -1),
    option: {
      ...base(view),
      legend: many ? legend(view, names) : { show: false },
      tooltip: {
        ...tooltip(view, "item"),
        formatter: (p: unknown) => {
          const series = shape.series[(p as { dataIndex: number }).dataIndex];
          if (!series) return "";
          const lines = shape.names.map((name, i) => ({
            name,
            value: full(series.values[i] ?? 0, series.unit, view),
          }));
          return tipHtml(series.name, lines);
        },
      },
      radar: {
        indicator: shape.names.map((name) => ({ name, min: 0, max: most })),
        center: ["50%", top + (height - top) / 2],
        radius,
        splitNumber: 4,
        axisName: {
          ...textStyle(theme, theme.ink, 12),
          width: Math.max(64, view.width / 2 - radius - 28),
          overflow: "break",
          lineHeight: 15,
        },
        axisLine: { lineStyle: { color: theme.line } },
        splitLine: { lineStyle: { color: theme.line } },
        splitArea: { show: false },
      },
      series: [
        {
          type: "radar",
          symbolSize: 5,
          data: shape.series.map((s, i) => ({
            name: s.name,
            value: s.values.map((v) => v ?? 0),
            lineStyle: { width: 2, color: theme.series[i] },
            itemStyle: { color: theme.series[i] },
            areaStyle: { color: theme.series[i], opacity: many ? 0.08 : 0.16 },
          })),
        },
      ],
    },
  };
}
