// What the choices of the Settings page are called, and what they do to a number.
import { formatDate } from "@/format/date";
import { formatCompact, formatNumber } from "@/format/number";
import { systemFor, type FormatOptions } from "@/format/value";

/** A sum, a count and a date, to show what a choice does. */
const SUM = 1234567.5;
const DAY = "2026-11-03";

export function exampleOf(format: FormatOptions): string {
  const money = { system: systemFor("INR", format), lang: format.lang, unit: "INR" };
  const count = { system: systemFor(undefined, format), lang: format.lang };
  return [
    formatNumber(SUM, money),
    formatCompact(SUM, money),
    formatNumber(Math.round(SUM), count),
    formatDate(DAY, { lang: format.lang, thisYear: 2026 }),
  ].join(" · ");
}

/** "INR, Indian Rupee" */
export function currencyName(code: string, lang: string): string {
  const name = new Intl.DisplayNames([lang], { type: "currency" }).of(code);
  return name && name !== code ? `${code}, ${name}` : code;
}

/** The usual choices, with the one that is kept where it is none of them. */
export function withCurrent(usual: readonly string[], current: string): readonly string[] {
  return current === "" || usual.includes(current) ? usual : [...usual, current];
}
