// Dates for people, from the ISO text that the server sends. A date has no time zone: it is
// taken apart as text, never through the machine's clock.
import type { Language } from "./language";
import { wordsOf } from "./language";
import { counted, tr } from "./words";

export type Grain = "hour" | "day" | "week" | "month" | "quarter" | "year";

export interface DateParts {
  year: number;
  month: number;
  day: number;
  hour: number | null;
  minute: number;
  second: number;
}

const ISO = /^(-?\d{4,6})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?/;

export function parseIso(text: string): DateParts | null {
  const m = ISO.exec(text);
  if (!m) return null;
  return {
    year: Number(m[1]),
    month: Number(m[2]),
    day: Number(m[3] ?? "1"),
    hour: m[4] === undefined ? null : Number(m[4]),
    minute: Number(m[5] ?? "0"),
    second: Number(m[6] ?? "0"),
  };
}

function weekday({ year, month, day }: DateParts): number {
  const d = new Date(0);
  d.setUTCFullYear(year, month - 1, day);
  return d.getUTCDay();
}

export interface DateStyle {
  lang?: Language;
  grain?: Grain | null;
  /** The year that needs no saying. */
  thisYear?: number;
  /** Without the weekday, for tables and ticks. */
  short?: boolean;
}

function dayText(p: DateParts, style: DateStyle): string {
  const words = wordsOf(style.lang);
  const year = p.year === style.thisYear ? "" : ` ${p.year}`;
  const text = `${p.day} ${words.months[p.month - 1] ?? ""}${year}`;
  return style.short ? text : `${words.days[weekday(p)] ?? ""} ${text}`;
}

const two = (n: number) => String(n).padStart(2, "0");

/** "Tue 3 Nov", "Oct 2026", "Q3 2026"; the text itself when it is no date. */
export function formatDate(iso: string, style: DateStyle = {}): string {
  const p = parseIso(iso);
  if (!p) return iso;
  const words = wordsOf(style.lang);
  switch (style.grain) {
    case "year":
      return String(p.year);
    case "quarter":
      return `${words.quarter}${Math.ceil(p.month / 3)} ${p.year}`;
    case "month":
      return `${words.months[p.month - 1] ?? ""} ${p.year}`;
    case "week":
      return style.short
        ? dayText(p, style)
        : `${words.weekOf} ${dayText(p, { ...style, short: true })}`;
    default: {
      const hasTime =
        p.hour !== null && (style.grain === "hour" || p.hour + p.minute + p.second > 0);
      const time = hasTime && style.grain !== "day" ? ` ${two(p.hour ?? 0)}:${two(p.minute)}` : "";
      return dayText(p, style) + time;
    }
  }
}

/** "just now", "2 min ago", "3 days ago", then the date. */
export function formatAgo(iso: string, now: Date): string {
  // The server's moments are UTC, also where it leaves the Z out.
  const then = Date.parse(/[T ]\d{2}:[\d:.]+$/.test(iso) ? `${iso}Z` : iso);
  if (Number.isNaN(then)) return iso;
  const minutes = Math.floor((now.getTime() - then) / 60000);
  if (minutes < 1) return tr("just now");
  if (minutes < 60) return tr("{n} min ago", { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return counted(hours, "an hour ago", "{n} hours ago");
  const days = Math.floor(hours / 24);
  if (days < 14) return counted(days, "yesterday", "{n} days ago");
  return formatDate(iso, { short: true, grain: "day", thisYear: now.getFullYear() });
}

/** "0.4 s", "3 ms", "2 min 5 s". */
/** A number and its unit stay on one line. */
const held = (text: string) => text.replace(/ /g, "\u00a0");

export function formatElapsed(ms: number): string {
  if (ms < 1) return held(tr("under 1 ms"));
  if (ms < 1000) return held(tr("{n} ms", { n: Math.round(ms) }));
  if (ms < 60000) return held(tr("{n} s", { n: (ms / 1000).toFixed(1) }));
  return tr("{min} min {s} s", {
    min: Math.floor(ms / 60000),
    s: Math.round((ms % 60000) / 1000),
  });
}
