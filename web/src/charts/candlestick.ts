// A price in each period: where it opened and closed as the body, how far it went as the wick.
import { shapeMark, type Given, type Painted } from "./paint";
import { base, categoryAxis, full, grid, legend, plotHeight, tipHtml } from "./parts";
import { tooltip, valueAxis } from "./parts";
import { T } from "./strings";

const PERIODS_MAX = 250;

export function candlestickOption(given: Given): Painted {
  const { shape, view } = given;
  const { theme } = view;
  const from = Math.max(0, shape.keys.length - PERIODS_MAX);
  const names = shape.names.slice(from);
  const of = (s: number) => (shape.series[s]?.values ?? []).slice(from);
  const [opens, highs, lows, closes] = [of(0), of(1), of(2), of(3)];
  const unit = shape.series[0]?.unit ?? "";
  // ECharts wants open, close, lowest, highest.
  const data = names.map((_, i) => [opens[i], closes[i], lows[i], highs[i]].map((v) => v ?? "-"));
  const say = (v: number | null | undefined) =>
    typeof v === "number" ? full(v, unit, view) : T.noRows;
  const [up = theme.ink, down = theme.ink] = theme.series;
  return {
    height: plotHeight(view),
    needs: ["box"],
    keys: shape.keys.slice(from),
    mark: (p) => shapeMark(given, from + (p.dataIndex ?? -1 - from)),
    option: {
      ...base(view),
      grid: grid({ top: 40 }),
      // Filled or not says it without the colour.
      legend: {
        ...legend(view, [T.rise, T.fall]),
        selectedMode: false,
      },
      tooltip: {
        ...tooltip(view, "axis"),
        formatter: (items: unknown) => {
          const i = (items as { dataIndex: number }[])[0]?.dataIndex ?? -1;
          return tipHtml(names[i] ?? "", [
            { name: T.open, value: say(opens[i]) },
            { name: T.largest, value: say(highs[i]) },
            { name: T.smallest, value: say(lows[i]) },
            { name: T.close, value: say(closes[i]) },
          ]);
        },
      },
      xAxis: categoryAxis(view, names),
      yAxis: { ...valueAxis(view, unit, false), scale: true },
      series: [
        {
          type: "candlestick",
          barMaxWidth: 18,
          itemStyle: { color: theme.sheet, borderColor: up, color0: down, borderColor0: down },
          data: data,
        },
        // Two series without data are the key.
        {
          type: "bar",
          name: T.rise,
          itemStyle: { color: theme.sheet, borderColor: up, borderWidth: 1.5 },
          data: [],
        },
        { type: "bar", name: T.fall, itemStyle: { color: down }, data: [] },
      ],
    },
  };
}
