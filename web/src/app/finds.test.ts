import { expect, test } from "vitest";
import type { TableSummary } from "@/api/types";
import { findAll, matches } from "./finds";

const table = (name: string): TableSummary => ({
  name,
  label: name.replaceAll("_", " "),
  rows: 1,
  columns: 1,
  kind: "fact",
  fresh_at: "",
  version: 1,
  rejects: 0,
});

const NOTHING = { tables: [], boards: [], metrics: [], suggestions: [], mayWrite: true };

test.each([
  ["bill lines", "li", true],
  ["bill lines", "bill li", true],
  ["bill_lines", "lin", true],
  ["bill lines", "ines", false],
  ["bill lines", "", false],
])("%s by %s: %s", (name, typed, found) => {
  expect(matches(name, typed)).toBe(found);
});

test("the question itself comes first, then what it finds", () => {
  const finds = findAll("da", { ...NOTHING, tables: [table("daily_sales"), table("stores")] });
  expect(finds.map((f) => `${f.kind}: ${f.text}`)).toEqual([
    "question: da",
    "table: Daily sales",
    "page: Data",
    "action: Bring in a file",
    "action: Dark theme",
  ]);
});

test("nothing typed offers the suggestions", () => {
  expect(findAll(" ", { ...NOTHING, suggestions: ["a", "b"] }).map((f) => f.text)).toEqual([
    "a",
    "b",
  ]);
});

test("boards and measures are found by their names", () => {
  const finds = findAll("reve", {
    ...NOTHING,
    boards: [{ id: "b1", name: "Revenue of the week" }],
    metrics: [{ name: "net_revenue", label: "net revenue" }],
  });
  expect(finds.slice(1)).toEqual([
    { kind: "board", text: "Revenue of the week", board: "b1" },
    { kind: "metric", text: "net revenue" },
  ]);
});
