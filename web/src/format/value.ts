// One cell of a result, by its column's type and unit.
import { formatDate, type Grain } from "./date";
import { wordsOf, type Language } from "./language";
import { currencyOf, formatCompact, formatNumber, NO_VALUE, type NumberSystem } from "./number";
import { tr } from "./words";

export interface FormatColumn {
  name: string;
  type: string;
  unit?: string | null;
  grain?: string | null;
}

export interface FormatOptions {
  /** "auto" follows the currency: lakh and crore for rupees. */
  system: NumberSystem | "auto";
  /** What "auto" means for numbers without a currency. */
  home: NumberSystem;
  lang: Language;
  thisYear: number;
}

export const DEFAULT_FORMAT: FormatOptions = {
  system: "auto",
  home: "western",
  lang: "en",
  thisYear: 0,
};

export type Cell = string | number | boolean | null | undefined;

/**
 * As the server writes the numbers of its sentences (words_numerals_money): what was chosen goes
 * before all; rupees are in lakhs, other money never is; all else is as at home.
 */
export function systemFor(unit: string | undefined, options: FormatOptions): NumberSystem {
  if (options.system !== "auto") return options.system;
  const currency = currencyOf(unit);
  if (!currency) return options.home;
  if (currency.system === "indian") return "indian";
  return options.home === "indian" ? "western" : options.home;
}

export function isNumeric(column: FormatColumn): boolean {
  return column.type === "int" || column.type === "float";
}

export function isTemporal(column: FormatColumn): boolean {
  return column.type === "date" || column.type === "timestamp";
}

/** Years, codes and the like are written without grouping. */
function isLabel(column: FormatColumn & { role?: string }): boolean {
  return ["key", "link", "code", "time"].includes(column.role ?? "");
}

const PARTS = ["year", "quarter", "month", "week", "day", "weekday", "hour"];

/** Whether its numbers are days of the week, months of the year and the like. */
export function isDatePart(column: FormatColumn & { role?: string }): boolean {
  return isNumeric(column) && column.role !== "measure" && PARTS.includes(column.unit ?? "");
}

/** A part of a date, which a number stands for: 1 is Monday, January, the first quarter. */
function partName(value: number, column: FormatColumn & { role?: string }, lang: Language) {
  if (!isDatePart(column) || !Number.isInteger(value)) return null;
  const { days, months } = wordsOf(lang);
  switch (column.unit) {
    case "weekday":
      return days[value % 7] ?? null;
    case "month":
      return months[value - 1] ?? null;
    case "quarter":
      return value >= 1 && value <= 4 ? `Q${value}` : null;
    case "hour":
      return value >= 0 && value < 24 ? `${String(value).padStart(2, "0")}:00` : null;
    default:
      return String(value);
  }
}

interface CellStyle {
  decimals?: number;
  compact?: boolean;
  short?: boolean;
  signed?: boolean;
}

export function formatCell(
  value: Cell,
  column: FormatColumn & { role?: string },
  options: FormatOptions,
  style: CellStyle = {},
): string {
  if (value === null || value === undefined || value === "") return NO_VALUE;
  if (typeof value === "boolean") return tr(value ? "Yes" : "No");
  if (typeof value === "number") {
    if (isLabel(column)) return String(value);
    const part = partName(value, column, options.lang);
    if (part !== null) return part;
    const unit = column.unit ?? undefined;
    const numberStyle = {
      system: systemFor(unit, options),
      lang: options.lang,
      unit,
      decimals: style.decimals,
      signed: style.signed,
    };
    return style.compact ? formatCompact(value, numberStyle) : formatNumber(value, numberStyle);
  }
  if (isTemporal(column)) {
    const grain = (column.grain ?? null) as Grain | null;
    return formatDate(value, {
      lang: options.lang,
      grain,
      thisYear: options.thisYear,
      short: style.short,
    });
  }
  return value;
}
