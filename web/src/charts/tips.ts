// Tooltips: value, share of what is shown, change against the period before.
import { rateText } from "./change";
import { changeNote, shareNote } from "./notes";
import { full, tipHtml, tooltip, type TipLine } from "./parts";
import type { Shape } from "./shape";
import type { ChartView } from "./spec";
import { T } from "./strings";
import { tr } from "@/format/words";

interface Item {
  dataIndex: number;
  seriesIndex?: number;
}

function line(shape: Shape, s: number, i: number, view: ChartView): TipLine | null {
  const series = shape.series[s];
  const value = series?.values[i];
  if (!series || value === null || value === undefined) return null;
  const alone = shape.series.length === 1;
  const rate = series.changes?.[i];
  const notes = [
    typeof rate === "number"
      ? tr("{rate} against {name}", { rate: rateText(rate, view), name: series.against ?? "" })
      : null,
    alone && !shape.isTime ? shareNote(value, series.values, series.unit, view) : null,
    alone && shape.isTime
      ? changeNote(value, series.values[i - 1], shape.names[i - 1] ?? "", view)
      : null,
    alone
      ? null
      : shareNote(
          value,
          shape.series.map((x) => x.values[i] ?? null),
          series.unit,
          view,
        ),
  ].filter((n) => n !== null);
  return {
    color: alone ? undefined : view.theme.series[s],
    name: series.name,
    value: full(value, series.unit, view),
    notes,
  };
}

/** `shares` replaces the share of what is shown: a text for each series at a category. */
export function axisTip(
  shape: Shape,
  view: ChartView,
  unfinished: boolean,
  shares?: (i: number) => string[],
) {
  return {
    ...tooltip(view, "axis"),
    formatter: (items: unknown): string => {
      const first = (Array.isArray(items) ? items[0] : items) as Item | undefined;
      if (!first) return "";
      const i = first.dataIndex;
      const given = shares?.(i);
      const lines = shape.series.flatMap((_, s) => {
        const found = line(shape, s, i, view);
        return found ? [given ? { ...found, notes: [given[s] ?? ""] } : found] : [];
      });
      const open = unfinished && i === shape.names.length - 1 ? T.notFinished : "";
      if (lines.length === 0) lines.push({ name: T.noRowsHere, value: "" });
      return tipHtml((shape.names[i] ?? "") + open, lines);
    },
  };
}
