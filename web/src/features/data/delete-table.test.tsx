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
};

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
