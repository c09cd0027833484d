import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderPage, serve } from "@/test/render";
import { DeleteTable } from "./components/delete-table";

test("says that it can't be undone, and saves the rows first", async () => {
  const calls = serve({ "POST /export": { body: "a,b" } });
  vi.stubGlobal("URL", { ...URL, createObjectURL: () => "blob:1", revokeObjectURL: vi.fn() });
  renderPage(() => <DeleteTable table="sales" label="Sales" rows={3} />);
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  expect(screen.getByText(/This can't be undone/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Save its rows first (CSV)" }));
  await waitFor(() =>
    expect(calls.map((c) => c.body)).toEqual([
      { table: "sales", format: "csv", name: "Sales.csv" },
    ]),
  );
});
