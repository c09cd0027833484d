// Comments on a day as the charts of a board show them, and the day that a mark stands for. Pure.
import type { Happened } from "@/charts/happened";
import type { MarkValue } from "@/charts/spec";
import { formatDate } from "@/format/date";
import type { FormatOptions } from "@/format/value";
import { tr } from "@/format/words";
import type { Comment, Only } from "./types";

/** What was said of a day on this card, or on the whole board. */
export function happenedOn(card: string, comments: readonly Comment[]): Happened[] {
  return comments.flatMap(({ card: about, at, text, author }) =>
    at && (!about || about === card) ? [{ at, text, ...(author && { by: author }) }] : [],
  );
}

export interface Day {
  /** "2026-11-03" */
  at: string;
  /** The mark stands for this day alone, not for a longer time that begins with it. */
  alone: boolean;
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}/;

interface TimeColumn {
  type: string;
  grain?: string | null;
}

/** The first day of the time that a mark stands for; null when it stands for none. */
export function dayOf(columns: readonly TimeColumn[], marks: readonly MarkValue[]): Day | null {
  for (const { column: k, value } of marks) {
    const column = columns[k];
    const time = column?.type === "date" || column?.type === "timestamp";
    const at = typeof value === "string" ? ISO_DAY.exec(value)?.[0] : undefined;
    if (time && at) return { at, alone: ["day", "hour"].includes(column.grain || "day") };
  }
  return null;
}

/** The same of a mark that narrows the board. */
export function dayOfOnly({ filters }: Only): Day | null {
  for (const { op, values } of filters) {
    const [from, to] = values;
    if (op === "between" && typeof from === "string" && ISO_DAY.test(from)) {
      return { at: from.slice(0, 10), alone: from === to };
    }
  }
  return null;
}

/** "Comment on this day"; of a longer time which day it will be. */
export function offerText({ at, alone }: Day, format: FormatOptions): string {
  if (alone) return tr("Comment on this day");
  const style = { short: true, thisYear: format.thisYear, lang: format.lang };
  return tr("Comment on {day}", { day: formatDate(at, style) });
}
