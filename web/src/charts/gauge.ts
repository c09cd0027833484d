// One number on its way to a target. The arc begins at zero and goes on past the target, so that
// more than enough is seen too.
import { formatNumber, formatTick } from "@/format/number";
import { tr } from "@/format/words";
import type { Given, Painted } from "./paint";
import { base, full, short, styleFor, textStyle } from "./parts";
import { asNumber } from "./shape";
import { NARROW, type ChartData } from "./spec";

export interface Reading {
  value: number;
  target: number;
  unit: string;
}

/** The value and what it should reach; null where there is no target above zero. */
export function readingOf({ spec, rows }: ChartData): Reading | null {
  const [first, second] = spec.series;
  const row = rows[0];
  const value = asNumber(row?.[first?.column ?? -1]);
  const unit = first?.unit ?? "";
  const given = spec.target ?? asNumber(row?.[second?.column ?? -1]);
  const target = given ?? (unit === "%" ? 100 : null);
  return value === null || target === null || target <= 0 ? null : { value, target, unit };
}

export function gaugeOption({ data, view }: Given): Painted {
  const { theme } = view;
  const { value, target, unit } = readingOf(data) ?? { value: 0, target: 1, unit: "" };
  const most = Math.max(target * 1.25, value * 1.05);
  const share = formatNumber(Math.round((value / target) * 1000) / 10, styleFor("%", view));
  const words = { share, target: full(target, unit, view) };
  const said = tr("{share} of the target, {target}", words);
  const color = theme.series[0] ?? theme.ink;
  const radius = Math.min(view.width / 2 - 40, view.width < NARROW ? 128 : 150);
  const arc = {
    type: "gauge" as const,
    center: ["50%", radius + 24],
    radius,
    startAngle: 180,
    endAngle: 0,
    min: 0,
    max: most,
    axisTick: { show: false },
    splitLine: { show: false },
  };
  return {
    height: radius + 64,
    needs: ["gauge"],
    notes: [said],
    mark: () => [],
    summary: `${full(value, unit, view)}, ${said}`,
    option: {
      ...base(view),
      series: [
        {
          ...arc,
          progress: { show: true, width: 20, itemStyle: { color } },
          axisLine: { lineStyle: { width: 20, color: [[1, theme.wash]] } },
          pointer: { show: false },
          axisLabel: { show: false },
          anchor: { show: false },
          title: { show: true, offsetCenter: [0, 18], ...textStyle(theme, theme.ink2) },
          detail: {
            offsetCenter: [0, -18],
            ...textStyle(theme, theme.ink, 28),
            fontWeight: 600,
            formatter: () => short(value, unit, view),
          },
          data: [{ value: Math.max(0, value), name: data.spec.series[0]?.label ?? "" }],
        },
        {
          ...arc,
          // Only the mark at the target.
          splitNumber: 1,
          progress: { show: false },
          axisLine: { lineStyle: { width: 20, color: [[1, "transparent"]] } },
          axisLabel: { show: false },
          pointer: {
            show: true,
            icon: "rect",
            width: 3,
            length: 28,
            offsetCenter: [0, -(radius - 24)],
            itemStyle: { color: theme.ink },
          },
          title: { show: false },
          detail: {
            offsetCenter: targetAt(target / most, radius + 14),
            ...textStyle(theme, theme.ink2, 12),
            formatter: () => formatTick(target, styleFor(unit, view)),
          },
          data: [{ value: target }],
        },
      ],
    },
  };
}

/** Outside the arc, beside its mark. */
function targetAt(share: number, radius: number): [number, number] {
  const angle = Math.PI * (1 - share);
  return [Math.round(Math.cos(angle) * (radius + 10)), Math.round(-Math.sin(angle) * radius)];
}
