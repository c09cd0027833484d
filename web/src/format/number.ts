// Numbers for people. Pure and free of Intl, because the chart code that uses it also runs in
// the print renderer, which has none.
import type { Language } from "./language";
import { wordsOf } from "./language";

export type NumberSystem = "indian" | "western" | "european";

export interface NumberStyle {
  system: NumberSystem;
  lang?: Language;
  unit?: string;
  /** Digits after the point; without it as many as the value needs, two at most. */
  decimals?: number;
  /** Puts + before what is above zero. */
  signed?: boolean;
}

export const NO_VALUE = "–";
const MINUS = "−";
/** A number and its unit stay on one line. */
const NBSP = "\u00a0";

interface Currency {
  sign: string;
  system: NumberSystem;
}

/** As in src/data/number_text.c. */
const CURRENCIES: Record<string, Currency> = {
  INR: { sign: "₹", system: "indian" },
  USD: { sign: "$", system: "western" },
  EUR: { sign: "€", system: "western" },
  GBP: { sign: "£", system: "western" },
  JPY: { sign: "¥", system: "western" },
  AED: { sign: "AED ", system: "western" },
  CNY: { sign: "CN¥", system: "western" },
  KRW: { sign: "₩", system: "western" },
  BDT: { sign: "৳", system: "indian" },
  NPR: { sign: "Rs ", system: "indian" },
  PKR: { sign: "Rs ", system: "indian" },
  LKR: { sign: "Rs ", system: "western" },
};
const SIGNS: Record<string, string> = {
  "₹": "INR",
  Rs: "INR",
  rs: "INR",
  $: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₩": "KRW",
  "৳": "BDT",
};

export function currencyOf(unit: string | undefined): Currency | null {
  if (!unit) return null;
  return CURRENCIES[SIGNS[unit] ?? unit.toUpperCase()] ?? null;
}

export function isPercent(unit: string | undefined): boolean {
  return unit === "%" || unit === "percent";
}

const MARKS: Record<NumberSystem, { group: string; point: string }> = {
  indian: { group: ",", point: "." },
  western: { group: ",", point: "." },
  european: { group: ".", point: "," },
};

/** The digits after the point, with it: .5 or ,5; nothing where there are none. */
export function decimalPart(digits: string | undefined, system: NumberSystem): string {
  return digits === undefined ? "" : MARKS[system].point + digits;
}

/** "1234567" as 12,34,567 or 1,234,567 or 1.234.567. */
export function groupDigits(digits: string, system: NumberSystem): string {
  if (digits.length <= 3) return digits;
  const tail = digits.slice(-3);
  const head = digits.slice(0, -3);
  const size = system === "indian" ? 2 : 3;
  const groups: string[] = [];
  for (let end = head.length; end > 0; end -= size) {
    groups.unshift(head.slice(Math.max(0, end - size), end));
  }
  const { group } = MARKS[system];
  return groups.join(group) + group + tail;
}

function decimalsNeeded(value: number, max: number): number {
  for (let d = 0; d < max; d++) {
    const scaled = value * 10 ** d;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-9 * Math.max(1, Math.abs(scaled))) return d;
  }
  return max;
}

/** The digits that one column of a table shares, so that its points stand in one line. */
export function columnDecimals(values: readonly unknown[], unit?: string): number {
  let decimals = 0;
  for (const value of values) {
    if (typeof value === "number" && Number.isFinite(value)) {
      decimals = Math.max(decimals, decimalsNeeded(value, 2));
    }
  }
  return decimals > 0 && currencyOf(unit) ? 2 : decimals;
}

function plain(value: number, decimals: number, system: NumberSystem): string {
  const fixed = Math.abs(value).toFixed(decimals);
  if (fixed.includes("e")) return fixed; // 1e21 and above
  const [whole = "0", rest] = fixed.split(".");
  return groupDigits(whole, system) + decimalPart(rest, system);
}

function withSign(text: string, value: number, signed: boolean | undefined): string {
  const isZero = !/[1-9]/.test(text);
  if (value < 0 && !isZero) return MINUS + text;
  return signed && !isZero ? `+${text}` : text;
}

function withUnit(text: string, unit: string | undefined): string {
  const currency = currencyOf(unit);
  if (currency) return currency.sign + text;
  if (isPercent(unit)) return `${text}${NBSP}%`;
  return unit ? `${text}${NBSP}${unit}` : text;
}

export function formatNumber(value: number, style: NumberStyle): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  const small = value !== 0 && Math.abs(value) < 0.01;
  const auto = small ? decimalsNeeded(value, 6) : decimalsNeeded(value, 2);
  // A price of 12.5 is written 12.50.
  const natural = currencyOf(style.unit) && auto > 0 ? Math.max(2, auto) : auto;
  const text = plain(value, style.decimals ?? natural, style.system);
  return withSign(withUnit(text, style.unit), value, style.signed);
}

interface Scale {
  from: number;
  word: "crore" | "lakh" | "billion" | "million" | "thousand" | "trillion";
}
const MILLIONS: Scale[] = [
  { from: 1e12, word: "trillion" },
  { from: 1e9, word: "billion" },
  { from: 1e6, word: "million" },
];
const SCALES: Record<NumberSystem, Scale[]> = {
  indian: [
    { from: 1e7, word: "crore" },
    { from: 1e5, word: "lakh" },
  ],
  western: MILLIONS,
  european: MILLIONS,
};

function threeFigures(value: number, system: NumberSystem): string {
  const size = Math.abs(value);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  const text = plain(value, decimals, system);
  return decimals ? text.replace(/[.,]?0+$/, "") : text;
}

/** As people say it: ₹12.4 lakh, 1.24 million, 8,340. */
export function formatCompact(value: number, style: NumberStyle): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  const scale = SCALES[style.system].find((s) => Math.abs(value) >= s.from * 0.9995);
  if (!scale) {
    const decimals = style.decimals ?? (Math.abs(value) >= 1000 ? 0 : undefined);
    return formatNumber(value, decimals === undefined ? style : { ...style, decimals });
  }
  const text = `${threeFigures(value / scale.from, style.system)}${NBSP}${wordsOf(style.lang)[scale.word]}`;
  return withSign(withUnit(text, style.unit), value, style.signed);
}

const MILLION_TICKS: [number, string][] = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
];
const TICK_SCALES: Record<NumberSystem, [number, string][]> = {
  indian: [
    [1e7, " Cr"],
    [1e5, " L"],
    [1e3, "k"],
  ],
  western: MILLION_TICKS,
  european: MILLION_TICKS,
};

/** Shortest form, for the ticks of an axis: 2.5 L, 40k. */
export function formatTick(value: number, style: NumberStyle): string {
  const currency = currencyOf(style.unit);
  const suffix = isPercent(style.unit) ? `${NBSP}%` : "";
  const scale = TICK_SCALES[style.system].find(([from]) => Math.abs(value) >= from);
  const text = scale
    ? threeFigures(value / scale[0], style.system) + scale[1]
    : plain(value, decimalsNeeded(value, Math.abs(value) < 0.01 ? 9 : 2), style.system);
  return withSign((currency?.sign ?? "") + text + suffix, value, false);
}

/** Bytes as files are measured: 3.4 MB. */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(size < 10 ? 1 : 0)} ${units[unit] ?? ""}`;
}
