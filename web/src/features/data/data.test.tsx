import { act, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ImportTable } from "@/api/types";
import { renderPage, serve } from "@/test/render";
import { asideFacts, joinsOf, layoutFacts } from "./facts";
import { DataPage } from "./page";
import { TablePage } from "./table-page";
import { clearIncoming, importFiles, onImported } from "./uploads";

/** An upload that the test drives by hand. */
class FakeXhr {
  static last: FakeXhr;
  upload: { onprogress?: (e: object) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  status = 0;
  responseText = "";
  form: FormData | null = null;
  constructor() {
    FakeXhr.last = this;
  }
  open() {}
  setRequestHeader() {}
  send(form: FormData) {
    this.form = form;
  }
  abort() {
    this.onabort?.();
  }
  answer(status: number, body: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

const TABLE: ImportTable = {
  table: "sales",
  origin: "sales.csv",
  rows_read: 1201,
  rows_loaded: 1200,
  rows_replaced: 0,
  rows_same: 0,
  blank_lines: 2,
  totals_rows: 1,
  rejects: 12,
  header_row: 3,
  encoding: "Windows-1252",
  delimiter: ";",
  notes: ["Two columns were called Date; the second is date_2."],
  columns: [
    {
      name: "d",
      header: "Date",
      type: "date",
      format: "31-12-2026",
      unit: "",
      guessed: true,
      note: "no day above 12 was seen",
      rejects: 0,
    },
    {
      name: "amt",
      header: "Amt",
      type: "float",
      format: "1,23,456.78",
      unit: "INR",
      guessed: false,
      note: "",
      rejects: 12,
    },
  ],
};

const EMPTY = {
  "GET /tables": { body: { tables: [] } },
  "GET /imports": { body: { imports: [] } },
  "GET /model/quality": { body: { issues: [] } },
};

beforeEach(() => vi.stubGlobal("XMLHttpRequest", FakeXhr));
afterEach(() => {
  act(clearIncoming);
  vi.unstubAllGlobals();
});

const file = () => new File(["a,b\n1,2\n"], "sales.csv");

function openData(server: Parameters<typeof serve>[0] = EMPTY) {
  const calls = serve(server);
  renderPage(() => <DataPage />);
  return calls;
}

describe("an upload", () => {
  test("goes from sending to reading to what was understood", async () => {
    openData({
      ...EMPTY,
      "GET /jobs/j1": {
        body: { job: { id: "j1", status: "done", progress: 1, result: { tables: [TABLE] } } },
      },
    });
    const told = vi.fn();
    const stop = onImported(told);
    await screen.findByRole("heading", { name: "Drop files here" });
    act(() => importFiles([file()]));
    act(() => FakeXhr.last.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 4 }));
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("25");
    expect((FakeXhr.last.form?.get("file") as File).name).toBe("sales.csv");
    act(() => FakeXhr.last.answer(202, { jobs: [{ id: "j1", status: "queued", progress: 0 }] }));
    const understood = await screen.findByTestId("understood");
    expect(within(understood).getByTestId("rows-loaded").textContent).toBe("1,200 rows");
    expect(understood.textContent).toMatch(
      /names from row 3 · Windows-1252 · parted by semicolons/,
    );
    expect(understood.textContent).toMatch(/11 values that I could not read/);
    expect(within(understood).getByRole("link", { name: "See them" }).getAttribute("href")).toMatch(
      /tab=rejects/,
    );
    expect(understood.textContent).toMatch(/One guess to check/);
    expect(told).toHaveBeenCalledOnce();
    stop();
  });
  test("that is refused says why, and what was kept", async () => {
    openData();
    await screen.findByRole("heading", { name: "Drop files here" });
    act(() => importFiles([file()]));
    act(() =>
      FakeXhr.last.answer(413, { title: "Too large", detail: "sales.csv is larger than 4 GB." }),
    );
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toMatch(/Your tables are as they were/);
    expect(alert.textContent).toMatch(/larger than 4 GB/);
  });
  test("can be cancelled while it is sent", async () => {
    openData();
    await screen.findByRole("heading", { name: "Drop files here" });
    act(() => importFiles([file()]));
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(await screen.findByText("Cancelled. Nothing was changed.")).toBeTruthy();
  });
  test("whose connection breaks says so", async () => {
    openData();
    await screen.findByRole("heading", { name: "Drop files here" });
    act(() => importFiles([file()]));
    act(() => FakeXhr.last.onerror?.());
    expect((await screen.findByRole("alert")).textContent).toMatch(/does not answer/);
  });
  test("sends mode and table before the file", async () => {
    openData();
    act(() => importFiles([file()], { mode: "merge", table: "sales", key: "id" }));
    expect([...(FakeXhr.last.form?.keys() ?? [])]).toEqual(["mode", "table", "key", "file"]);
    await screen.findByRole("progressbar");
  });
});

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
