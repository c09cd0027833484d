// Bars and a line, each with its own axis: two measures of different kinds over the same things.
// Both axes begin at zero, and each says whose it is.
import type { BarSeriesOption, LineSeriesOption } from "echarts";
import type { Given, Painted } from "./paint";
import { base, categoryAxis, grid, legend, legendRoom, plotHeight } from "./parts";
import { namedAxis, textStyle, valueAxis } from "./parts";
import { shapeOf, type Shape } from "./shape";
import { hatched } from "./hatch";
import { axisTip } from "./tips";

/** The bars' shape with the lines' series after them. */
function both({ data, shape, view }: Given): { shape: Shape; bars: number } {
  const { spec } = data;
  const lines = spec.y2 ?? [];
  if (lines.length === 0) return { shape, bars: Math.max(1, shape.series.length - 1) };
  const order = { ...spec, series: [...spec.series, ...lines] };
  const limit = { keys: shape.keys.length, top: shape.keys.length, series: order.series.length };
  const all = shapeOf({ ...data, spec: order }, view, limit);
  return { shape: all, bars: spec.series.length };
}

function axis({ view }: Given, unit: string, name: string, right: boolean) {
  return {
    ...valueAxis(view, unit, false),
    name,
    nameGap: 10,
    nameTextStyle: {
      ...textStyle(view.theme, view.theme.ink2, 12),
      align: right ? ("right" as const) : ("left" as const),
      padding: right ? [0, -40, 0, 0] : [0, 0, 0, -40],
    },
    ...(right && { splitLine: { show: false } }),
  };
}

export function comboOption(given: Given): Painted {
  const { view, unfinished } = given;
  const { shape, bars } = both(given);
  const { theme } = view;
  const last = shape.names.length - 1;
  const names = shape.series.map((s) => s.name);
  const series = shape.series.map((s, i): BarSeriesOption | LineSeriesOption => {
    const values = s.values.map((v) => v ?? "-");
    const color = theme.series[i];
    if (i >= bars) {
      return {
        type: "line",
        name: s.name,
        yAxisIndex: 1,
        data: values,
        symbol: "circle",
        symbolSize: 7,
        lineStyle: { width: 2, color },
        itemStyle: { color, borderColor: theme.sheet, borderWidth: 1 },
        z: 3,
      };
    }
    return {
      type: "bar",
      name: s.name,
      barMaxWidth: 44,
      itemStyle: { color, borderRadius: [3, 3, 0, 0] },
      data: values.map((value, k) =>
        unfinished && k === last ? { value, itemStyle: hatched(theme) } : { value },
      ),
    };
  });
  const [first, second] = [shape.series[0], shape.series[bars]];
  return {
    height: plotHeight(view, names, 24),
    shape,
    option: {
      ...base(view),
      grid: grid({ top: legendRoom(names, view) + 8 }),
      legend: legend(view, names),
      tooltip: axisTip(shape, view, unfinished),
      xAxis: shape.isTime ? categoryAxis(view, shape.names) : namedAxis(view, shape.names),
      yAxis: [
        axis(given, first?.unit ?? "", bars === 1 ? (first?.name ?? "") : "", false),
        axis(
          given,
          second?.unit ?? "",
          shape.series.length - bars === 1 ? (second?.name ?? "") : "",
          true,
        ),
      ],
      series,
    },
  };
}
