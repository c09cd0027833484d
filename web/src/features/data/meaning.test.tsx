import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { completeModel } from "@/api/complete";
import { Toaster } from "@/ui/toast";
import { renderPage, serve } from "@/test/render";
import { JoinsSheet } from "./components/joins-sheet";
import { MetricsSheet } from "./components/metrics-sheet";

const column = (name: string) => ({
  column: name,
  label: name,
  type: "int",
  role: "key",
  profile: { rows: 3, nulls: 0, distinct: 3 },
});
const table = (name: string, ...columns: string[]) => ({
  table: name,
  label: name,
  rows: 3,
  fresh_at: "2026-11-21T00:00:00Z",
  kind: "fact",
  columns: columns.map(column),
});
const RAW = {
  version: 1,
  tables: [table("sales", "shop", "qty"), table("shops", "id")],
  joins: [{ from: "sales.shop", to: "shops.id", coverage: 0.9989, origin: "inferred", kind: "" }],
  metrics: [],
};
const MODEL = completeModel(RAW);

test("a wrong link is taken away, and undo brings it back", async () => {
  const user = userEvent.setup();
  const calls = serve({ "PATCH /model": { body: RAW } });
  renderPage(() => <JoinsSheet model={MODEL} />);
  expect(await screen.findByText(/99.8 % of the values found/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Unlink sales.shop and shops.id" }));
  expect(calls.at(-1)?.body).toEqual({ not_relationships: [["sales.shop", "shops.id"]] });
});

test("two tables are linked by hand", async () => {
  const user = userEvent.setup();
  const calls = serve({
    "PATCH /model": { body: RAW },
    "POST /model/joins/check": {
      body: {
        ok: false,
        message: "Only 1 of 3 is found.",
        coverage: 0.33,
        kind: "",
        unmatched: [],
      },
    },
  });
  renderPage(() => <JoinsSheet model={MODEL} />);
  await user.click(await screen.findByRole("button", { name: "Link two tables" }));
  await user.selectOptions(screen.getByLabelText("Each value of"), "sales.qty");
  await user.selectOptions(screen.getByLabelText("is one of"), "shops.id");
  expect(await screen.findByText("Only 1 of 3 is found.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Link" }));
  expect(calls.at(-1)?.body).toEqual({ relationships: [["sales.qty", "shops.id"]] });
});

test("a figure is checked as it is written, then kept", async () => {
  const user = userEvent.setup();
  const calls = serve({
    "PATCH /model": { body: RAW },
    "POST /model/metrics/check": ({ body }) => ({
      body: (body as { expression: string }).expression.endsWith(")")
        ? { ok: true, message: "", value: 42 }
        : { ok: false, message: "a ) is missing" },
    }),
  });
  renderPage(() => <MetricsSheet model={MODEL} />);
  await user.click(await screen.findByRole("button", { name: "Define a figure" }));
  await user.type(screen.getByLabelText("Called"), "pieces");
  await user.type(screen.getByLabelText("Formula"), "sum(qty");
  expect(await screen.findByText("a ) is missing")).toBeTruthy();
  await user.type(screen.getByLabelText("Formula"), ")");
  expect(await screen.findByText("Now: 42")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Save" }));
  const patch = calls.find((c) => c.method === "PATCH");
  expect(patch?.body).toMatchObject({
    metrics: [{ name: "pieces", table: "sales", expression: "sum(qty)", synonyms: [] }],
  });
});

test("a figure that is forgotten comes back by Undo", async () => {
  const user = userEvent.setup();
  const metric = {
    name: "pieces",
    label: "Pieces",
    synonyms: ["units"],
    table: "sales",
    expression: "sum(qty)",
    filter: "",
    unit: "",
    additivity: "sum",
    origin: "edited",
  };
  const calls = serve({ "PATCH /model": { body: RAW } });
  renderPage(() => (
    <>
      <MetricsSheet model={{ ...MODEL, metrics: [metric] }} />
      <Toaster />
    </>
  ));
  await user.click(await screen.findByRole("button", { name: "Change Pieces" }));
  await user.click(screen.getByRole("button", { name: "Forget it" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  const patches = calls.filter((c) => c.method === "PATCH").map((c) => c.body);
  expect(patches).toMatchObject([
    { metrics: [{ name: "pieces", expression: null }] },
    {
      metrics: [
        {
          name: "pieces",
          label: "Pieces",
          synonyms: ["units"],
          table: "sales",
          expression: "sum(qty)",
        },
      ],
    },
  ]);
});
