import { describe, expect, test } from "vitest";
import { completeAnswer } from "@/api/complete";
import { DEFAULT_FORMAT } from "@/format/value";
import { current, daysOf, filterText, filtersFor, onlyOf, toggled } from "./filters";
import { figureOf, sparkPath } from "./figure";
import { readMarkdown } from "./markdown";
import { withOrigins } from "./origins";
import { ANSWER, makeBoard } from "./sample";
import { readSearch } from "./search";
import type { Filter, Only } from "./types";

const format = { ...DEFAULT_FORMAT, thisYear: 2026 };
const [city] = makeBoard().filters as [Filter];
const filter = (more: Partial<Filter>): Filter => ({ ...city, ...more });
const columns = withOrigins(completeAnswer(ANSWER)).columns;
const mark = (value: string, card = "left") =>
  onlyOf(card, columns, [{ column: 0, value }], format) as Only;

describe("filters", () => {
  test.each<[Partial<Filter>, string]>([
    [{ values: [] }, "all"],
    [{ values: ["Pune", null, "Goa", "Delhi"] }, "Pune, not known and 2 more"],
    [{ op: "period", values: ["last month"] }, "Last month"],
    [{ op: "period", values: ["2026-10-01", "2026-10-31"] }, "1 Oct to 31 Oct"],
    [{ op: "between", values: [null, 10] }, "up to 10"],
    [{ op: "between", values: [5, null] }, "from 5"],
    [{ op: "between", values: [null, null] }, "all"],
  ])("%j is said as %s", (more, text) => {
    expect(filterText(filter(more), format)).toBe(text);
  });

  test("the address stands in place of what is stored", () => {
    expect(current([city], { f1: ["Pune"] })[0]?.values).toEqual(["Pune"]);
    expect(current([filter({ values: ["Goa"] })], { f1: [] })[0]?.values).toEqual([]);
  });

  test("a mark filters the other cards, not its own", () => {
    const only = mark("Pune");
    expect(only.text).toBe("Pune");
    expect(filtersFor("left", [], [only])).toEqual([]);
    const [sent, ...rest] = filtersFor("right", [filter({ values: ["Goa"] })], [only]);
    expect([sent?.column, sent?.values, rest]).toEqual(["stores.city", ["Pune"], []]);
  });

  test("a mark clicked twice is gone; another of its card takes its place", () => {
    const pune = mark("Pune");
    expect(toggled([pune], mark("Pune"))).toEqual([]);
    expect(toggled([pune], mark("Goa")).map((o) => o.text)).toEqual(["Goa"]);
    expect(toggled([pune], mark("Goa", "right"))).toHaveLength(2);
  });

  test("a measure has no origin and makes no filter", () => {
    expect(columns.map((c) => "origin" in c)).toEqual([true, false]);
    expect(onlyOf("left", columns, [{ column: 1, value: 40 }], format)).toBeNull();
  });

  test.each([
    ["2026-02-01", "month", ["2026-02-01", "2026-02-28"]],
    ["2026-10-01", "quarter", ["2026-10-01", "2026-12-31"]],
    ["2026-11-16", "week", ["2026-11-16", "2026-11-22"]],
    ["2099-01-01", "year", ["2099-01-01", "2099-12-31"]],
    ["1970-01-01T00:00:00", "", ["1970-01-01", "1970-01-01"]],
  ])("%s by %s is these days", (moment, grain, days) => {
    expect(daysOf(moment, grain)).toEqual(days);
  });
});

test("an address that makes no sense is an open board", () => {
  expect(
    readSearch({ f: 3, only: [{ card: 1 }], rows: {}, panel: "x", card: 12, edit: "yes" }),
  ).toEqual({ card: "12" });
  expect(readSearch({ f: { a: ["x", null], b: "y" } })).toEqual({ f: { a: ["x", null] } });
});

describe("text cards", () => {
  test("know headings, lists, quotes, and words within a line", () => {
    const kinds = readMarkdown("# Shop\n- a\n- **b**\n\n> said\n\n1. one\n---").map((b) => b.kind);
    expect(kinds).toEqual(["heading", "list", "quote", "list", "rule"]);
  });

  test("make neither HTML nor a link that runs something", () => {
    const text = JSON.stringify(
      readMarkdown("<img src=x onerror=alert(1)> [go](javascript:alert(1)) [b](//evil.example)"),
    );
    expect(text).not.toContain('"link"');
    expect(text).toContain("<img");
    expect(readMarkdown("[ok](https://example.com)")[0]).toMatchObject({
      lines: [[{ kind: "link", href: "https://example.com" }]],
    });
  });
});

describe("figures", () => {
  const points = [10, 20, 25, 3].map((value, i) => ({ t: `2026-0${i + 1}-01`, value }));
  const answer = completeAnswer({
    ...ANSWER,
    columns: [ANSWER.columns[1]!],
    rows: [[58]],
    chart: undefined,
  });

  test("are held against the full period before, not the unfinished one", () => {
    const spark = { grain: "month", unit: "", points };
    const figure = figureOf({ answer, not_filtered: [], spark }, DEFAULT_FORMAT);
    expect(figure?.value).toBe(58);
    expect(figure?.change?.rate).toBe(25);
  });

  const some = (value: number, first: string, last: string) => ({ value, first, last });
  test.each([
    [
      "this month, against the same days of the one before",
      some(110, "2026-11-01", "2026-11-20"),
      some(100, "2026-10-01", "2026-10-20"),
      { partial: true, grain: "month" },
      "against 1 Oct 2026 to 20 Oct 2026",
    ],
    [
      "yesterday, against the day before",
      some(110, "2026-11-20", "2026-11-20"),
      some(100, "2026-11-19", "2026-11-19"),
      { partial: false, grain: "day" },
      "against 19 Nov 2026",
    ],
    [
      "last month",
      some(110, "2026-10-01", "2026-10-31"),
      some(100, "2026-09-01", "2026-09-30"),
      { partial: false, grain: "month" },
      "against Sep 2026",
    ],
    [
      "the last 30 days",
      some(110, "2026-10-22", "2026-11-20"),
      some(100, "2026-09-22", "2026-10-21"),
      { partial: false, grain: "" },
      "against the 30 days before",
    ],
  ])("of %s", (_, now, then, more, when) => {
    const before = { now, then, ...more };
    const data = { answer, not_filtered: [], spark: null, before };
    const change = figureOf(data, DEFAULT_FORMAT)?.change;
    expect(change?.when).toBe(when);
    expect(change?.rate).toBeCloseTo(10);
    expect(change?.full).toContain(more.partial ? "In the first 20 days: 110" : "110 against");
  });

  test("draw their course from zero", () => {
    expect(sparkPath([1], 100, 30)).toBeNull();
    expect(sparkPath([0, 10], 100, 30)?.line).toBe("M0.0 29.0L100.0 1.0");
  });
});
