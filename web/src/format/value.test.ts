import { describe, expect, test } from "vitest";
import { toCsv } from "./csv";
import { DEFAULT_FORMAT, formatCell, regroup, type Cell } from "./value";

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

test.each([
  ["Revenue is 974,630.", "Revenue is 9,74,630."],
  [
    "From 1,17,240 in Apr 2025 to 113,068.50 (-3.6 %).",
    "From 1,17,240 in Apr 2025 to 1,13,068.50 (-3.6 %).",
  ],
  ["₹12,345,678 in 2026, bill 10,2", "₹1,23,45,678 in 2026, bill 10,2"],
  ["1,234 and 999", "1,234 and 999"],
])("regroups %s", (text, indian) => {
  expect(regroup(text, { ...DEFAULT_FORMAT, home: "indian" })).toBe(indian);
});

test("regrouping leaves rupees in lakhs and the rest in thousands by default", () => {
  const text = "₹1,234,567 of 1,234,567";
  expect(regroup(text, DEFAULT_FORMAT)).toBe("₹12,34,567 of 1,234,567");
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

test("a sentence of the server is written the European way, too", () => {
  const european = { ...DEFAULT_FORMAT, system: "european" as const };
  expect(regroup("₹12,34,567.50 on 3 Nov, 12.5 % more than 1,234", european)).toBe(
    "₹1.234.567,50 on 3 Nov, 12,5 % more than 1.234",
  );
});
