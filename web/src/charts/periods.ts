// Periods that no row speaks of: a line must not jump over an empty month as if it were not there.
import { parseIso } from "@/format/date";

const STEPS_MAX = 2000;
const two = (n: number) => String(n).padStart(2, "0");

/** The first day after a period that begins on that day; null for what is no such period. */
export function nextPeriod(iso: string, grain: string): string | null {
  const p = parseIso(iso);
  if (!p) return null;
  const months: Record<string, number> = { month: 1, quarter: 3, year: 12 };
  const days: Record<string, number> = { day: 1, week: 7 };
  const d = new Date(0);
  d.setUTCFullYear(p.year, p.month - 1 + (months[grain] ?? 0), p.day + (days[grain] ?? 0));
  if (!(grain in months) && !(grain in days)) return null;
  return `${String(d.getUTCFullYear()).padStart(4, "0")}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`;
}

/** The sorted periods with the missing ones put in; as given when they are no such periods. */
export function fillPeriods(keys: readonly string[], grain: string | null | undefined): string[] {
  const sorted = [...keys].sort();
  const last = sorted[sorted.length - 1];
  if (!grain || last === undefined || sorted.length < 2) return sorted;
  const known = new Map(sorted.map((key) => [key.slice(0, 10), key]));
  const all: string[] = [];
  let at: string | null = sorted[0]?.slice(0, 10) ?? null;
  while (at !== null && at <= last.slice(0, 10) && all.length < STEPS_MAX) {
    all.push(known.get(at) ?? at);
    at = nextPeriod(at, grain);
  }
  // A key that is not on the grid means that the grain is not what it says.
  return sorted.every((key) => all.includes(key)) ? all : sorted;
}
