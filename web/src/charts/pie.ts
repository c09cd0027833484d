// Parts of a whole, six at most (honest.ts sees to it), named beside each part.
import type { PieSeriesOption } from "echarts";
import { formatNumber } from "@/format/number";
import { shareNote } from "./notes";
import { shapeMark, type Given, type Painted } from "./paint";
import { base, full, plotHeight, short, styleFor, textStyle } from "./parts";
import { tipHtml, tooltip } from "./parts";
import { NARROW } from "./spec";
import { linesIn, widest } from "./text-width";

interface Item {
  dataIndex: number;
}

const PLOT = 240;
const LIST_LINE = 26;

/** Names stand beside their parts, or, where there is no room for that, in a list below. */
interface Layout {
  beside: boolean;
  outer: number;
  height: number;
  center: [string, number];
}

function layoutOf({ shape, view }: Given): Layout {
  const plot = plotHeight(view);
  const outer = Math.min(view.width < NARROW ? 74 : 112, plot / 2 - 32);
  const beside = view.width / 2 - outer - 40 >= widest(shape.names.flatMap((n) => n.split(" ")));
  const lines = shape.names.reduce((n, name) => n + linesIn(`${name} 00.0 %`, view.width - 40), 0);
  if (beside) return { beside, outer, height: plot, center: ["50%", plot / 2] };
  return {
    beside,
    outer: 100,
    height: PLOT + lines * LIST_LINE + LIST_LINE,
    center: ["50%", PLOT / 2],
  };
}

function list({ view }: Given, text: (name: string) => string) {
  return {
    show: true,
    orient: "vertical" as const,
    left: 0,
    top: PLOT,
    icon: "roundRect",
    itemWidth: 12,
    itemHeight: 12,
    selectedMode: false,
    formatter: text,
    textStyle: {
      ...textStyle(view.theme, view.theme.ink),
      width: view.width - 40,
      overflow: "break" as const,
      lineHeight: 18,
    },
  };
}

/** The whole, in the hole: a part that is not seen carries its text. */
function middle(given: Given, total: number, center: Layout["center"]): PieSeriesOption {
  const { view, shape } = given;
  return {
    type: "pie",
    silent: true,
    radius: [0, 1],
    center,
    itemStyle: { color: "transparent" },
    labelLine: { show: false },
    label: {
      ...textStyle(view.theme, view.theme.ink, 15),
      fontWeight: 600,
      position: "center",
      formatter: () => short(total, shape.series[0]?.unit ?? "", view),
    },
    tooltip: { show: false },
    data: [{ value: 1 }],
  };
}

export function pieOption(given: Given): Painted {
  const { shape, view, type } = given;
  const series = shape.series[0];
  const values = series?.values ?? [];
  const total = values.reduce<number>((sum, v) => sum + (v ?? 0), 0);
  const percent = (v: number) =>
    formatNumber(Math.round((v / (total || 1)) * 1000) / 10, styleFor("%", view));
  const layout = layoutOf(given);
  const shares = new Map(shape.names.map((name, i) => [name, percent(values[i] ?? 0)]));
  const beside: PieSeriesOption = {
    label: {
      ...textStyle(view.theme, view.theme.ink),
      lineHeight: 18,
      overflow: "break",
      formatter: (p) => `${p.name}\n${percent(p.value as number)}`,
    },
    labelLine: { lineStyle: { color: view.theme.line } },
  };
  return {
    height: layout.height,
    mark: (p) => shapeMark(given, p.dataIndex ?? -1),
    option: {
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
      legend: layout.beside
        ? { show: false }
        : list(given, (name) => `${name}  ${shares.get(name) ?? ""}`),
      series: [
        {
          type: "pie",
          radius: [type === "doughnut" ? layout.outer * 0.64 : 0, layout.outer],
          center: layout.center,
          startAngle: 90,
          itemStyle: { borderColor: view.theme.sheet, borderWidth: 2 },
          ...(layout.beside ? beside : { label: { show: false } }),
          data: shape.names.map((name, i) => ({ name, value: values[i] ?? 0 })),
        },
        ...(type === "doughnut" ? [middle(given, total, layout.center)] : []),
      ],
    },
  };
}
