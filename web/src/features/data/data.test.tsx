import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { renderPage, serve } from "@/test/render";
import { asideFacts, joinsOf, layoutFacts } from "./facts";
import { TABLE } from "./imported.test-data";
import { DataPage } from "./page";
import { TablePage } from "./table-page";

const EMPTY = {
  "GET /tables": { body: { tables: [] } },
  "GET /imports": { body: { imports: [] } },
  "GET /model/quality": { body: { issues: [] } },
};

afterEach(() => vi.unstubAllGlobals());

function openData(server: Parameters<typeof serve>[0] = EMPTY) {
  const calls = serve(server);
  renderPage(() => <DataPage />);
  return calls;
}

test("a list that fails can be tried again", async () => {
  openData({ ...EMPTY, "GET /tables": { status: 500, body: { detail: "The disk is full." } } });
  expect((await screen.findByRole("alert")).textContent).toMatch(/The disk is full/);
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});

test("tables are listed with their rows, and issues with the worst first", async () => {
  const issue = { table: "bills", column: "c", kind: "missing", count: 3, share: 0.1 };
  openData({
    ...EMPTY,
    "GET /tables": {
      body: {
        tables: [
          {
            name: "bills",
            label: "bills",
            rows: 1234567,
            columns: 4,
            kind: "fact",
            fresh_at: "",
            version: 1,
            rejects: 2,
          },
        ],
      },
    },
    "GET /model/quality": {
      body: {
        issues: [
          { ...issue, severity: "info", message: "Small thing." },
          { ...issue, severity: "bad", message: "Big thing." },
        ],
      },
    },
  });
  expect(await screen.findByText("1,234,567 rows")).toBeTruthy();
  expect(screen.getByText(/2 values or rows set aside/)).toBeTruthy();
  await screen.findByText("Big thing.");
  const order = screen.getAllByText(/thing\.$/).map((n) => n.textContent);
  expect(order).toEqual(["Big thing.", "Small thing."]);
});

const MODEL = {
  version: 1,
  joins: [
    {
      from: "sales.store_id",
      to: "stores.id",
      coverage: 0.998,
      origin: "inferred",
      kind: "many-to-one",
    },
  ],
  metrics: [],
  tables: [
    {
      table: "sales",
      label: "sales",
      rows: 10,
      fresh_at: new Date().toISOString(),
      kind: "fact",
      columns: [
        {
          column: "store_id",
          label: "store",
          type: "int",
          role: "link",
          profile: {
            rows: 10,
            nulls: 1,
            distinct: 3,
            top: [{ value: 1, count: 6 }],
            histogram: [],
          },
        },
      ],
    },
  ],
};

test("a column shows its profile and join, and a correction is sent", async () => {
  const calls = serve({ ...EMPTY, "GET /model": { body: MODEL }, "PATCH /model": { body: MODEL } });
  renderPage(() => <TablePage table="sales" tab="columns" onTab={() => undefined} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Store" }));
  expect(screen.getByRole("link", { name: "stores.id" })).toBeTruthy();
  expect(screen.getByText(/10.% empty/)).toBeTruthy();
  await user.type(screen.getByLabelText("Also called"), "shop, branch");
  await user.selectOptions(screen.getByLabelText("What it is"), "place");
  await user.click(screen.getByRole("button", { name: "Save" }));
  const patch = calls.find((c) => c.method === "PATCH");
  expect(patch?.body).toEqual({
    columns: [
      {
        table: "sales",
        column: "store_id",
        label: "store",
        synonyms: ["shop", "branch"],
        role: "place",
        unit: "",
        hidden: false,
      },
    ],
  });
});

test("a table that is not there says so", async () => {
  serve({ ...EMPTY, "GET /model": { body: { ...MODEL, tables: [] } } });
  renderPage(() => <TablePage table="gone" tab="columns" onTab={() => undefined} />);
  expect(await screen.findByText("There is no table of this name")).toBeTruthy();
});

test("facts of an import", () => {
  expect(layoutFacts({ ...TABLE, header_row: 0, delimiter: "\t" })).toEqual([
    "no row of names; columns were numbered",
    "Windows-1252",
    "parted by tabs",
  ]);
  expect(asideFacts({ ...TABLE, rows_same: 3 }, String)).toEqual([
    "3 rows already there, unchanged",
    "2 blank lines skipped",
    "1 totals row left out",
  ]);
  expect(joinsOf("stores", MODEL.joins)).toMatchObject([
    { column: "id", other: "sales", outward: false },
  ]);
});
