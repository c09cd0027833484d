// The pieces that every chart shares: axes, grid, tooltip, hatching.
import { formatCompact, formatNumber, formatTick } from "@/format/number";
import { systemFor } from "@/format/value";
import { NARROW, type ChartTheme, type ChartView } from "./spec";
import { balancedWidth, linesIn, textWidth, widest, wrap } from "./text-width";

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

/** Every name under its bar, wrapped; where not even that has room, those that have. */
export function namedAxis(view: ChartView, names: string[], plotWidth = view.width - 56) {
  const axis = categoryAxis(view, names);
  const room = plotWidth / Math.max(1, names.length) - 6;
  const words = names.slice(0, 200).flatMap((name) => name.split(" "));
  const word = widest(words, 12);
  if (word > room) return axis;
  // How wide a word is drawn is a guess: none is to be broken for a pixel.
  const width = Math.max(room, Math.ceil(word * 1.15));
  const label = { interval: 0, hideOverlap: false, width, overflow: "break" as const };
  return { ...axis, axisLabel: { ...axis.axisLabel, ...label, lineHeight: 15 } };
}

/** An axis of shares: quarters, to the whole. */
export function shareAxis(view: ChartView) {
  return { ...valueAxis(view, "%", false), min: 0, max: 100, interval: 25 };
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

/** The part of the sheet that names beside lying bars may take. */
const namesShare = (view: ChartView) => (view.width < NARROW ? 0.42 : 0.3);

/** Names beside lying bars: wrapped in a part of the sheet, never cut. */
export function nameLabels(view: ChartView, names: string[], share = namesShare(view)) {
  const most = Math.round(view.width * share);
  const whole = widest(names);
  const width = (whole <= most ? whole : balancedWidth(names, most)) + 4;
  return {
    ...textStyle(view.theme, view.theme.ink),
    width,
    formatter: (name: string) => wrap(name, width).join("\n"),
    lineHeight: 16,
    interval: 0,
    hideOverlap: false,
    margin: 10,
  };
}

const PLOT_LEAST = 140;

/**
 * The height of a plot: its box's, or its own. A legend that wraps takes its room from below, not
 * from the plot; `more` is for what else stands around it.
 */
export function plotHeight(view: ChartView, names: string[] = [], more = 0): number {
  if (view.height) return Math.max(PLOT_LEAST, view.height);
  const extra = names.length > 0 ? Math.max(0, legendRoom(names, view) - 44) : 0;
  return (view.width < NARROW ? 240 : 300) + extra + more;
}

const LEGEND_LINE = 28;
const LEGEND_MARK = 36;

/** The room of a name in the legend where one is too long for a line: then each has its own. */
function wrapWidth(names: string[], view: ChartView): number | null {
  const most = view.width - LEGEND_MARK;
  return widest(names) > most ? most : null;
}

/** The room above the plot that a legend takes when its names wrap, none of them cut. */
export function legendRoom(names: string[], view: ChartView): number {
  const wrap = wrapWidth(names, view);
  if (wrap !== null) {
    return names.reduce((sum, name) => sum + linesIn(name, wrap) * 18 + 10, 16);
  }
  let lines = 1;
  let used = 0;
  for (const name of names) {
    const width = textWidth(name) + 36; // mark, gap, text, gap to the next
    if (used > 0 && used + width > view.width) {
      lines++;
      used = 0;
    }
    used += width;
  }
  return lines * LEGEND_LINE + 16;
}

export function legend(view: ChartView, names: string[]) {
  const width = wrapWidth(names, view);
  const wrapped = width === null ? {} : { width, overflow: "break" as const, lineHeight: 18 };
  return {
    data: names,
    show: true,
    type: "plain" as const,
    top: 0,
    left: 0,
    icon: "roundRect",
    itemWidth: 12,
    itemHeight: 12,
    itemGap: 16,
    textStyle: { ...textStyle(view.theme, view.theme.ink2), ...wrapped },
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
