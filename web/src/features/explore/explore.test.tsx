import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Model } from "@/api/types";
import { completeModel } from "@/api/complete";
import { renderPage, serve } from "@/test/render";
import { Toaster } from "@/ui/toast";
import { conditionExpr, conditionOf } from "./conditions";
import { ExplorePage, type ExploreSearch } from "./page";
import { nameOf, rangeOf } from "./periods";
import {
  dimensionPieces,
  exprOf,
  idOf,
  measurePieces,
  timeColumnOf,
  withParts,
} from "./plan-parts";
import { SaveButton } from "./components/save-button";
import { SavedList } from "./components/saved-list";
import { nameOfSql, type NewSaved, type Saved } from "./saved";
import { history } from "./shelf";

const RAW = {
  version: 1,
  joins: [{ from: "lines.bill", to: "bills.id", coverage: 1, origin: "", kind: "" }],
  metrics: [{ name: "revenue", label: "revenue", expression: "sum(q)", table: "lines" }],
  tables: [
    {
      table: "lines",
      label: "lines",
      kind: "fact",
      columns: [
        { column: "q", label: "quantity", type: "int", role: "measure", additivity: "sum" },
        { column: "price", label: "price", type: "float", role: "measure", additivity: "average" },
        { column: "kind", label: "kind", type: "text", role: "category" },
      ],
    },
    {
      table: "bills",
      label: "bills",
      kind: "fact",
      time_column: "day",
      columns: [{ column: "day", label: "day", type: "date", role: "time" }],
    },
  ],
};
const MODEL: Model = completeModel(RAW);

const ANSWER = {
  question: "",
  status: "answered",
  confidence: 1,
  reading: "revenue by kind",
  headline: "Staples lead.",
  sql: "SELECT 1",
  plan: { measures: [] },
  columns: [
    { name: "kind", label: "kind", type: "text", role: "category", unit: "" },
    { name: "revenue", label: "revenue", type: "int", role: "measure", unit: "" },
  ],
  rows: [
    ["Staples", 5],
    ["Care", 3],
  ],
  alternatives: [],
  missing: [],
  message: "",
  elapsed_ms: 1,
};

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

function Host({ start }: { start: ExploreSearch }) {
  const [search, setSearch] = useState(start);
  return <ExplorePage search={search} onSearch={setSearch} />;
}

describe("the builder", () => {
  test("makes the plan that is asked, piece by piece", async () => {
    const calls = serve({ "GET /model": { body: RAW }, "POST /ask": { body: ANSWER } });
    renderPage(() => <Host start={{}} />, "/explore");
    const user = userEvent.setup();
    expect(await screen.findByText(/Choose a figure to begin/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Add a figure" }));
    await user.keyboard("reve{Enter}");
    await user.click(screen.getByRole("button", { name: "Break it down" }));
    await user.keyboard("kind{Enter}");
    await user.selectOptions(screen.getByRole("combobox", { name: "Period" }), "last_year");
    await user.selectOptions(
      await screen.findByRole("combobox", { name: "Compared with" }),
      "year_before",
    );
    await user.selectOptions(screen.getByRole("combobox", { name: "Order" }), "high");
    await user.selectOptions(screen.getByRole("combobox", { name: "At most" }), "5");
    expect((await screen.findByTestId("headline")).textContent).toBe("Staples lead.");
    const last = calls.filter((c) => c.path === "/ask").pop()?.body as { plan: object };
    expect(last.plan).toEqual({
      measures: [{ expr: { metric: "revenue" } }],
      dimensions: [{ expr: { column: ["lines", "kind"] } }],
      filters: [],
      time: { column: ["bills", "day"], ...rangeOf("last_year", new Date()) },
      compare: "year_before",
      orders: [{ by: "measure", index: 0, descending: true }],
      limit: 5,
    });
  });

  test("a condition counts when it has a value, and is taken away again", async () => {
    const calls = serve({ "GET /model": { body: RAW }, "POST /ask": { body: ANSWER } });
    const plan = withParts(null, { measures: [{ expr: { metric: "revenue" } }] });
    renderPage(() => <Host start={{ plan }} />, "/explore");
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Add a condition" }));
    await user.keyboard("quantity{Enter}");
    await user.selectOptions(screen.getByLabelText("How quantity is compared"), ">");
    await user.type(screen.getByLabelText("Value of quantity"), "2{Enter}");
    const filtersOf = () =>
      (calls.filter((c) => c.path === "/ask").pop()?.body as { plan: { filters: unknown[] } }).plan
        .filters;
    await waitFor(() =>
      expect(filtersOf()).toEqual([{ op: ">", args: [{ column: ["lines", "q"] }, { int: 2 }] }]),
    );
    await user.click(screen.getByRole("button", { name: "Remove quantity" }));
    await waitFor(() => expect(screen.queryByLabelText("Value of quantity")).toBeNull());
  });

  test("keeps what it cannot show, and finds the joins anew", () => {
    const plan = {
      measures: [{ expr: { op: "+", args: [] } }],
      dimensions: [],
      having: [{ op: ">" }],
      tables: [{ table: "lines" }],
      limit_per: 0,
    };
    expect(withParts(plan, { limit: 3 })).toEqual({
      measures: plan.measures,
      dimensions: [],
      filters: [],
      having: plan.having,
      orders: [],
      limit: 3,
    });
    const chosen = { ...plan, tables: [{ table: "lines", instance: 1 }] };
    expect(withParts(chosen, {})).toHaveProperty("tables");
  });
});

test.each(["metric:revenue", "sum:lines.q", "rows:lines", "lines.kind", "bills.day@month"])(
  "%s goes to an expression and back",
  (id) => expect(idOf(exprOf(id))).toBe(id),
);

test("prices are not offered as a total", () => {
  const ids = measurePieces(MODEL).map((p) => p.id);
  expect(ids).toContain("sum:lines.q");
  expect(ids).toContain("avg:lines.price");
  expect(ids).not.toContain("sum:lines.price");
});

test("the time column is that of the figure's table or of what it joins", () => {
  const plan = { measures: [{ expr: { metric: "revenue" } }] };
  expect(timeColumnOf(MODEL, plan)).toEqual(["bills", "day"]);
});

test.each([
  ["int", ">", "2", { int: 2 }],
  ["float", "<", "2.5", { float: 2.5 }],
  ["text", "=", "2", { text: "2" }],
])("a condition on %s %s %s", (type, op, value, literal) => {
  const condition = { column: "t.c", op, value };
  const expr = conditionExpr(condition, type);
  expect(expr).toEqual({ op, args: [{ column: ["t", "c"] }, literal] });
  expect(conditionOf(expr)).toEqual(condition);
});

test("periods are half open and known again by their name", () => {
  const today = new Date(2026, 0, 15);
  expect(rangeOf("last_month", today)).toEqual({ first: "2025-12-01", end: "2026-01-01" });
  expect(
    nameOf({ first: "2025-01-01", end: "2026-01-01" }, ["this_year", "last_year"], today),
  ).toBe("last_year");
});

test("a statement's rows are drawn as the server says", async () => {
  const { columns, rows } = ANSWER;
  const series = [{ column: 1, label: "revenue", unit: "" }];
  const x = { column: 0, label: "kind", type: "category" };
  const chart = { type: "table", title: "", x, series, reason: "Two parts of a whole." };
  serve({
    "GET /model": { body: RAW },
    "GET /saved": { body: { saved: [] } },
    "POST /query": { body: { columns, rows, chart } },
  });
  renderPage(() => <Host start={{ tab: "sql", sql: "select 1" }} />, "/explore");
  expect(await screen.findByText("Two parts of a whole.")).toBeTruthy();
});

test.each([
  ['select kind, sum(q) from "lines" group by kind order by 2 desc', "Lines by kind"],
  ["select * from lines where q > 2", "Lines"],
  ["SELECT l.kind, q\nFROM lines l\nGROUP BY l.kind, q LIMIT 3", "Lines by kind, quantity"],
  ["select 1", ""],
])("%s is offered the name %s", (sql, name) => expect(nameOfSql(sql, MODEL)).toBe(name));

test("a breakdown begins with what has a name; codes come last", () => {
  const codes = { column: "id", label: "id", type: "int", role: "key" };
  const [lines] = RAW.tables;
  const table = { ...lines!, columns: [codes, ...lines!.columns] };
  const model = completeModel({ ...RAW, tables: [table] });
  expect(dimensionPieces(model).map((p) => p.text)).toEqual(["kind", "id"]);
});

test("statements that were run are kept once, the newest on top", () => {
  history.put("select 1");
  history.put("select 2");
  history.put("select 1 ");
  const list = JSON.parse(localStorage.getItem("munim.sql.history")!) as { sql: string }[];
  expect(list.map((k) => k.sql)).toEqual(["select 1", "select 2"]);
});

test("what was saved is on the server: opened, removed, brought back; old ones are taken along", async () => {
  localStorage.setItem("munim.sql.saved", JSON.stringify([{ sql: "select 7", at: "" }]));
  const times = { made_at: "2026-11-20T08:00:00Z", updated_at: "2026-11-20T08:00:00Z" };
  let kept: Saved[] = [{ id: "s1", name: "Sales by city", plan: { m: 1 }, ...times }];
  const calls = serve({
    "GET /saved": () => ({ body: { saved: kept } }),
    "POST /saved": ({ body }) => {
      const made = { id: `s${kept.length + 1}`, ...times, ...(body as NewSaved) };
      kept = [...kept, made];
      return { body: made };
    },
    "DELETE /saved/s1": () => {
      kept = kept.filter((k) => k.id !== "s1");
      return { body: null };
    },
    "POST /saved/s1/restore": () => ({ body: {} }),
  });
  const [onSql, onPlan] = [vi.fn(), vi.fn()];
  renderPage(() => (
    <>
      <SavedList onSql={onSql} onPlan={onPlan} />
      <SaveButton what={{ sql: "select 8" }} name="eight" />
      <Toaster />
    </>
  ));
  await userEvent.click(await screen.findByRole("button", { name: /^select 7/ }));
  expect(onSql).toHaveBeenCalledWith("select 7");
  expect(localStorage.getItem("munim.sql.saved")).toBe("[]");
  await userEvent.click(screen.getByRole("button", { name: /^Sales by city/ }));
  expect(onPlan).toHaveBeenCalledWith({ m: 1 });
  await userEvent.click(screen.getByRole("button", { name: "Remove Sales by city" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Sales by city/ })).toBeNull());
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(calls.some((c) => c.path.endsWith("/restore"))).toBe(true));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  const name = await screen.findByRole("textbox", { name: "Name", hidden: true });
  await userEvent.clear(name);
  await userEvent.type(name, "Eights{Enter}");
  expect(await screen.findByRole("button", { name: /^Eights/ })).toBeTruthy();
});
