// The pieces that every chart shares: axes, grid, tooltip, hatching.
import { formatCompact, formatNumber, formatTick, isPercent } from "@/format/number";
import { systemFor } from "@/format/value";
import type { ChartTheme, ChartView } from "./spec";

export function styleFor(unit: string | undefined, view: Pick<ChartView, "format">) {
  return { system: systemFor(unit, view.format), lang: view.format.lang, unit };
}

export const full = (value: number, unit: string, view: ChartView) =>
  formatNumber(value, styleFor(unit, view));
export const short = (value: number, unit: string, view: ChartView) =>
  formatCompact(value, styleFor(unit, view));

export function textStyle(theme: ChartTheme, color: string, size = 13) {
  return { color, fontFamily: theme.font, fontSize: size };
}

export function base(view: ChartView) {
  return {
    animation: !view.still,
    animationDuration: 180,
    animationDurationUpdate: 150,
    color: view.theme.series,
    textStyle: textStyle(view.theme, view.theme.ink2),
    aria: { enabled: false }, // the figure around it carries the summary
  };
}

export function valueAxis(view: ChartView, unit: string, hidden: boolean) {
  const { theme } = view;
  return {
    type: "value" as const,
    show: !hidden,
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: !hidden, lineStyle: { color: theme.line, width: 1 } },
    axisLabel: {
      ...textStyle(theme, theme.ink3, 12),
      formatter: (v: number) => formatTick(v, styleFor(unit, view)),
      hideOverlap: true,
    },
  };
}

export function categoryAxis(view: ChartView, names: string[]) {
  const { theme } = view;
  return {
    type: "category" as const,
    data: names,
    axisTick: { show: false },
    axisLine: { show: true, lineStyle: { color: theme.line } },
    axisLabel: { ...textStyle(theme, theme.ink2, 12), hideOverlap: true, margin: 10 },
  };
}

export function grid(more: Record<string, number> = {}) {
  return {
    left: 4,
    right: 12,
    top: 16,
    bottom: 4,
    outerBoundsMode: "same" as const,
    outerBounds: { left: 4, right: 8, top: 4, bottom: 4 },
    outerBoundsContain: "all" as const,
    ...more,
  };
}

const LEGEND_LINE = 28;

/** The room above the plot that a legend takes when its names wrap, none of them cut. */
export function legendRoom(names: string[], view: ChartView): number {
  let lines = 1;
  let used = 0;
  for (const name of names) {
    const width = name.length * 7.4 + 36; // mark, gap, text, gap to the next
    if (used > 0 && used + width > view.width) {
      lines++;
      used = 0;
    }
    used += width;
  }
  return lines * LEGEND_LINE + 16;
}

export function legend(view: ChartView) {
  return {
    show: true,
    type: "plain" as const,
    top: 0,
    left: 0,
    icon: "roundRect",
    itemWidth: 12,
    itemHeight: 12,
    itemGap: 16,
    textStyle: textStyle(view.theme, view.theme.ink2),
  };
}

/** The period that is not over yet: hatched, because its number is not the last word. */
export function hatched(theme: ChartTheme) {
  return {
    decal: {
      symbol: "rect",
      color: theme.sheet,
      dashArrayX: [1, 0] as [number, number],
      dashArrayY: [3, 4] as [number, number],
      rotation: -Math.PI / 4,
    },
  };
}

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);

export interface TipLine {
  color?: string;
  name: string;
  value: string;
  notes?: string[];
}

export function tipHtml(title: string, lines: TipLine[]): string {
  const body = lines.map((line) => {
    const dot = line.color
      ? `<svg width="10" height="10"><rect width="10" height="10" rx="3" fill="${escapeHtml(line.color)}"/></svg>`
      : "";
    const notes = (line.notes ?? [])
      .map((n) => `<span class="munim-tip-note">${escapeHtml(n)}</span>`)
      .join("");
    return `<div class="munim-tip-line">${dot}<span>${escapeHtml(line.name)}</span><b>${escapeHtml(line.value)}</b></div>${notes}`;
  });
  return `<div class="munim-tip"><div class="munim-tip-title">${escapeHtml(title)}</div>${body.join("")}</div>`;
}

export function tooltip(view: ChartView, trigger: "axis" | "item") {
  return {
    trigger,
    confine: true,
    backgroundColor: view.theme.sheet,
    borderColor: view.theme.line,
    borderWidth: 1,
    padding: 0,
    transitionDuration: 0,
    extraCssText: "box-shadow:none;border-radius:10px",
    textStyle: textStyle(view.theme, view.theme.ink),
    axisPointer: { type: "shadow" as const, shadowStyle: { color: view.theme.wash, opacity: 0.6 } },
  };
}

const signedPercent = (share: number, view: ChartView) =>
  formatNumber(Math.round(share * 1000) / 10, { ...styleFor("%", view), signed: true });

/** "11 % more than Sep 2026" */
export function changeNote(
  now: number | null,
  before: number | null | undefined,
  name: string,
  view: ChartView,
) {
  if (now === null || before === null || before === undefined || before === 0) return null;
  return `${signedPercent((now - before) / Math.abs(before), view)} against ${name}`;
}

/** "12.5 % of all shown", where parts add up to a whole. */
export function shareNote(
  value: number | null,
  values: (number | null)[],
  unit: string,
  view: ChartView,
) {
  if (value === null || isPercent(unit) || values.length < 2) return null;
  const known = values.filter((v) => v !== null);
  const total = known.reduce((a, b) => a + b, 0);
  if (total <= 0 || known.some((v) => v < 0)) return null;
  const share = Math.round((value / total) * 1000) / 10;
  return `${formatNumber(share, styleFor("%", view))} of what is shown`;
}
