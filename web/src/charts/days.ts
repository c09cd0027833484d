// Days as numbers, by the calendar alone: no clock, no time zone.
import { parseIso } from "@/format/date";

const DAY_MS = 86_400_000;
const two = (n: number) => String(n).padStart(2, "0");

/** Days since 1 January 1970; null for what is no date. */
export function dayNumber(iso: string): number | null {
  const ms = momentOf(iso);
  return ms === null ? null : Math.floor(ms / DAY_MS);
}

/** Milliseconds since 1970 of a date or a moment as it is written. */
export function momentOf(iso: string): number | null {
  const p = parseIso(iso);
  if (!p) return null;
  const d = new Date(0);
  d.setUTCFullYear(p.year, p.month - 1, p.day);
  d.setUTCHours(p.hour ?? 0, p.minute, p.second);
  return d.getTime();
}

/** "2026-11-03" */
export function isoOf(day: number): string {
  const d = new Date(day * DAY_MS);
  const year = String(d.getUTCFullYear()).padStart(4, "0");
  return `${year}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`;
}

export const isoOfMoment = (ms: number): string => isoOf(Math.floor(ms / DAY_MS));
