import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderPage, serve } from "@/test/render";
import { Toaster } from "@/ui/toast";
import { DeletedTables } from "./components/deleted-tables";
import { DeleteTable } from "./components/delete-table";

const GONE = {
  id: "a1",
  table: "sales",
  rows: 37378,
  deleted_at: "2026-11-20T10:00:00Z",
  kept_until: "2026-11-27T10:00:00Z",
  exchanged: false,
};

test("rows that an import exchanged come back in their place, and that can be undone", async () => {
  const calls = serve({
    "GET /deleted-tables": { body: { tables: [{ ...GONE, exchanged: true }] } },
    "POST /deleted-tables/a1/restore": { body: { table: "sales", put_aside: "b2" } },
    "POST /deleted-tables/b2/restore": { body: { table: "sales", put_aside: "a1" } },
  });
  renderPage(() => (
    <>
      <DeletedTables />
      <Toaster />
    </>
  ));
  expect(await screen.findByText(/exchanged .* · kept until/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Restore sales" }));
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  const posts = () => calls.filter((c) => c.method === "POST");
  await waitFor(() => expect(posts()).toHaveLength(2));
  expect(posts().map((c) => c.path.split("?")[0])).toEqual([
    "/deleted-tables/a1/restore",
    "/deleted-tables/b2/restore",
  ]);
});

test("asks nothing, and Undo brings the table back", async () => {
  const calls = serve({
    "DELETE /tables/sales": { body: GONE },
    "POST /deleted-tables/a1/restore": { body: { table: "sales" } },
  });
  const { router } = renderPage(() => (
    <>
      <DeleteTable table="sales" label="Sales" />
      <Toaster />
    </>
  ));
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/data"));
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("sales is back as it was.")).toBeTruthy();
  expect(calls.map((c) => `${c.method} ${c.path}`)).toEqual([
    "DELETE /tables/sales",
    "POST /deleted-tables/a1/restore",
  ]);
});

test("lists what was deleted, and says the name that a restored table had to take", async () => {
  serve({
    "GET /deleted-tables": { body: { tables: [GONE] } },
    "POST /deleted-tables/a1/restore": { body: { table: "sales_2" } },
  });
  renderPage(() => (
    <>
      <DeletedTables />
      <Toaster />
    </>
  ));
  expect(await screen.findByText(/37,378 rows · deleted .* · kept until Fri 27 Nov/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Restore sales" }));
  expect(
    await screen.findByText(/There is a table sales again, so .* is now sales_2/),
  ).toBeTruthy();
});

test("asks before a table goes for good", async () => {
  const calls = serve({
    "GET /deleted-tables": { body: { tables: [GONE] } },
    "DELETE /deleted-tables/a1": { body: null },
  });
  renderPage(() => <DeletedTables />);
  await userEvent.click(await screen.findByRole("button", { name: "Delete for good: sales" }));
  expect(screen.getByText(/This can't be undone/)).toBeTruthy();
  expect(calls.some((c) => c.method === "DELETE")).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "Delete for good" }));
  await waitFor(() => expect(calls.some((c) => c.method === "DELETE")).toBe(true));
});

test("nothing deleted, nothing shown", async () => {
  serve({ "GET /deleted-tables": { body: { tables: [] } } });
  const { container } = renderPage(() => <DeletedTables />);
  await waitFor(() => expect(container.textContent).toBe(""));
});
