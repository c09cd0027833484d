// The same small chart for each part, all on one scale, so that heights may be compared.
import type { EChartsOption } from "echarts";
import { shapeMark, type Given, type Painted } from "./paint";
import { base, categoryAxis, full, grid, textStyle, tipHtml, tooltip, valueAxis } from "./parts";
import { hatched } from "./hatch";
import { NARROW } from "./spec";
import { T } from "./strings";

const HEIGHT = 132;
const TITLE = 30;
const GAP = 20;

function extent(values: (number | null)[]): { min: number; max: number } {
  const known = values.filter((v) => v !== null);
  return {
    min: known.reduce((a, b) => Math.min(a, b), 0),
    max: known.reduce((a, b) => Math.max(a, b), 0),
  };
}

/** A round number at or above, so that the shared scale ends on a tick. */
function roundUp(value: number): number {
  if (value <= 0) return value;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((m) => m * power >= value) ?? 10) * power;
}

export function multiplesOption(given: Given): Painted {
  const { shape, view } = given;
  const { theme } = view;
  const across = view.width < NARROW ? 2 : shape.series.length <= 4 ? 2 : 3;
  const columns = Math.min(across, shape.series.length);
  const rows = Math.ceil(shape.series.length / columns);
  const left = 44;
  const width = (view.width - left) / columns - GAP;
  const { min, max } = extent(shape.series.flatMap((s) => s.values));
  const unit = shape.series[0]?.unit ?? "";
  const place = (i: number) => ({
    left: left + (i % columns) * (width + GAP),
    top: TITLE + Math.floor(i / columns) * (HEIGHT + TITLE + GAP),
  });
  const last = shape.names.length - 1;
  const few = last < 12;
  // The period that goes on: an open ring, or a hatched bar.
  const open = shape.isTime ? { symbol: "emptyCircle" } : { itemStyle: hatched(theme) };
  const panels = shape.series.map((_, i) => i);
  const option: EChartsOption = {
    ...base(view),
    tooltip: {
      ...tooltip(view, "item"),
      formatter: (p: unknown) => {
        const { seriesIndex = 0, dataIndex = 0 } = p as {
          seriesIndex?: number;
          dataIndex?: number;
        };
        const series = shape.series[seriesIndex];
        const value = series?.values[dataIndex];
        const text = typeof value === "number" ? full(value, unit, view) : T.noRows;
        return tipHtml(series?.name ?? "", [{ name: shape.names[dataIndex] ?? "", value: text }]);
      },
    },
    grid: panels.map((i) => ({
      ...grid(),
      outerBoundsMode: "none" as const,
      ...place(i),
      width,
      height: HEIGHT,
    })),
    xAxis: panels.map((i) => {
      const axis = categoryAxis(view, shape.names);
      const ends = (k: number) => k === 0 || k === last;
      return {
        ...axis,
        gridIndex: i,
        boundaryGap: !shape.isTime,
        axisLabel: {
          ...axis.axisLabel,
          interval: shape.isTime ? (k: number) => ends(k) : undefined,
          alignMinLabel: "left" as const,
          alignMaxLabel: "right" as const,
          show: shape.isTime || width / shape.names.length > 40,
        },
      };
    }),
    yAxis: panels.map((i) => {
      const axis = valueAxis(view, unit, false);
      return {
        ...axis,
        gridIndex: i,
        min: min < 0 ? -roundUp(-min) : 0,
        max: roundUp(max) || 1,
        splitNumber: 2,
        name: shape.series[i]?.name ?? "",
        nameGap: 10,
        nameTextStyle: {
          ...textStyle(theme, theme.ink, 13),
          align: "left" as const,
          width,
          overflow: "truncate" as const,
          padding: [0, 0, 0, -4],
        },
        axisLabel: { ...axis.axisLabel, show: i % columns === 0 },
      };
    }),
    series: shape.series.map((s, i) => ({
      type: shape.isTime ? ("line" as const) : ("bar" as const),
      name: s.name,
      xAxisIndex: i,
      yAxisIndex: i,
      data: s.values.map((v, k) => ({
        value: v ?? "-",
        ...(given.unfinished && k === last && open),
      })),
      itemStyle: { color: theme.series[0] },
      ...(shape.isTime
        ? {
            symbolSize: (_v: unknown, p: { dataIndex?: number }) =>
              few || p.dataIndex === last ? 6 : 0,
            lineStyle: { width: 2, color: theme.series[0] },
            areaStyle: { opacity: 0.1, color: theme.series[0] },
          }
        : {}),
    })),
  };
  return {
    option,
    height: rows * (HEIGHT + TITLE + GAP) + 16,
    mark: (p) => shapeMark(given, p.dataIndex ?? -1, p.seriesIndex ?? -1),
  };
}
