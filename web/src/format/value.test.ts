import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { toCsv } from "./csv";
import { DEFAULT_FORMAT, formatCell, type Cell, type FormatOptions } from "./value";

const column = (type: string, more: object = {}) => ({ name: "c", type, ...more });

test.each<[Cell, ReturnType<typeof column>, string]>([
  [null, column("int"), "–"],
  ["", column("text"), "–"],
  [true, column("bool"), "Yes"],
  [1234567, column("int"), "1,234,567"],
  [1234567, column("float", { unit: "INR" }), "₹12,34,567"],
  [2024, column("int", { role: "time" }), "2024"],
  [100045, column("int", { role: "code" }), "100045"],
  ["007", column("text", { role: "code" }), "007"],
  ["2026-10-01", column("date", { grain: "month" }), "Oct 2026"],
])("%j as %j", (value, col, text) => {
  expect(formatCell(value, col, DEFAULT_FORMAT)).toBe(text);
});

test("the person's choice of large numbers goes before the currency's", () => {
  const format = { ...DEFAULT_FORMAT, system: "western" as const };
  expect(formatCell(1234567, column("float", { unit: "INR" }), format)).toBe("₹1,234,567");
});

test("CSV quotes, keeps negative numbers, and disarms formulas in text", () => {
  const csv = toCsv(
    ["name", "n"],
    [
      ['He said "no", twice', -3],
      ["=cmd()", null],
      ["नमक", true],
    ],
  );
  expect(csv).toBe('name,n\r\n"He said ""no"", twice",-3\r\n\'=cmd(),\r\nनमक,true\r\n');
});

interface NumberCase {
  value: number;
  unit: string;
  system: FormatOptions["system"];
  home: FormatOptions["home"];
  text: string;
}

/** The server's tests (tests/data/number_text_test.c) read the same file. */
const SHARED = JSON.parse(
  readFileSync(resolve(__dirname, "../../../tests/data/number_cases.json"), "utf8"),
) as NumberCase[];

test.each(SHARED)("as the server: $value $unit, $system at home $home", (c) => {
  const format = { ...DEFAULT_FORMAT, system: c.system, home: c.home };
  const text = formatCell(c.value, column("float", { unit: c.unit }), format);
  expect(text.replaceAll("\u00a0", " ")).toBe(c.text);
});

describe("parts of a date", () => {
  const part = (unit: string, role = "category") => ({ name: "p", type: "int", unit, role });
  test.each([
    [1, "weekday", "Mon"],
    [7, "weekday", "Sun"],
    [12, "month", "Dec"],
    [3, "quarter", "Q3"],
    [9, "hour", "09:00"],
    [2026, "year", "2026"],
    [53, "week", "53"],
  ])("%d of %s is %s", (value, unit, text) => {
    expect(formatCell(value, part(unit), DEFAULT_FORMAT)).toBe(text);
  });

  test("a duration in days stays a number", () => {
    expect(formatCell(1200, part("day", "measure"), DEFAULT_FORMAT)).toMatch(/^1,200/);
  });
});
