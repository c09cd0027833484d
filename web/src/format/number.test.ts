import hindi from "@/languages/hi.json";
import { learnLanguage } from "./language";
import { describe, expect, test } from "vitest";
import {
  columnDecimals,
  formatBytes,
  formatCompact,
  formatNumber,
  formatTick,
  groupDigits,
  type NumberStyle,
} from "./number";

learnLanguage("hi", hindi.language);

const indian: NumberStyle = { system: "indian" };
const western: NumberStyle = { system: "western" };
/** The joint between a number and its unit does not break. */
const s = (text: string) => text.replaceAll("~", "\u00a0");

test.each([
  ["0", "0", "0"],
  ["999", "999", "999"],
  ["1234", "1,234", "1,234"],
  ["123456", "1,23,456", "123,456"],
  ["1234567", "12,34,567", "1,234,567"],
  ["12345678901", "12,34,56,78,901", "12,345,678,901"],
])("groups %s", (digits, inLakhs, inThousands) => {
  expect(groupDigits(digits, "indian")).toBe(inLakhs);
  expect(groupDigits(digits, "western")).toBe(inThousands);
});

test.each<[number, NumberStyle, string]>([
  [1234567, { ...indian, decimals: 2 }, "12,34,567.00"],
  [1234567, indian, "12,34,567"],
  [12.5, { ...indian, unit: "INR" }, "₹12.50"],
  [12, { ...indian, unit: "₹" }, "₹12"],
  [1234.5, { ...western, unit: "USD" }, "$1,234.50"],
  [-1234.5, { ...western, unit: "USD" }, "−$1,234.50"],
  [12.345, { ...western, unit: "%" }, "12.35~%"],
  [4182, { ...western, unit: "kg" }, "4,182~kg"],
  [11, { ...western, unit: "%", signed: true }, "+11~%"],
  [0, { ...western, signed: true }, "0"],
  [-0.001, { ...western, decimals: 2 }, "0.00"],
  [0.00042, western, "0.00042"],
  [0.1 + 0.2, western, "0.3"],
  [NaN, western, "–"],
  [1e21, western, "1e+21"],
])("writes %d", (value, style, text) => {
  expect(formatNumber(value, style)).toBe(s(text));
});

describe("as people say it", () => {
  test.each<[number, NumberStyle, string]>([
    [1240000, { ...indian, unit: "INR" }, "₹12.4~lakh"],
    [1240000, western, "1.24~million"],
    [34000000, { ...indian, unit: "INR" }, "₹3.4~crore"],
    [9999999, indian, "1~crore"],
    [99999, indian, "1~lakh"],
    [2500000000, western, "2.5~billion"],
    [-1240000, { ...indian, unit: "INR" }, "−₹12.4~lakh"],
    [8340, western, "8,340"],
    [8340.4, western, "8,340"],
    [12.5, western, "12.5"],
    [1240000, { ...indian, lang: "hi" }, "12.4~लाख"],
  ])("%d", (value, style, text) => {
    expect(formatCompact(value, style)).toBe(s(text));
  });
});

test.each<[number, NumberStyle, string]>([
  [250000, { ...indian, unit: "INR" }, "₹2.5~L"],
  [15000000, indian, "1.5~Cr"],
  [40000, western, "40k"],
  [0, { ...western, unit: "%" }, "0~%"],
  [0.25, western, "0.25"],
  [-2000000, western, "−2M"],
])("tick %d", (value, style, text) => {
  expect(formatTick(value, style).replaceAll(" ", "\u00a0")).toBe(s(text));
});

test("the decimals of a column are those of its longest value, two at most", () => {
  expect(columnDecimals([1, 2, 3])).toBe(0);
  expect(columnDecimals([1, 2.5, null])).toBe(1);
  expect(columnDecimals([1, 2.5], "INR")).toBe(2);
  expect(columnDecimals([1 / 3])).toBe(2);
});

test.each([
  [0, "0 bytes"],
  [3400, "3.4 KB"],
  [34_000_000, "34 MB"],
])("%d bytes", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test("the European way parts thousands by points and has a comma before the cents", () => {
  const european: NumberStyle = { system: "european", unit: "EUR" };
  expect(formatNumber(1234567.5, european)).toBe("€1.234.567,50");
  expect(formatCompact(1_240_000, european)).toBe(s("€1,24~million"));
  expect(formatTick(1500, european)).toBe("€1,5k");
});
