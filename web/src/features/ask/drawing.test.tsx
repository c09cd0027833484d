import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { completeAnswer } from "@/api/complete";
import type { MarkValue } from "@/charts/spec";
import { renderPage, serve } from "@/test/render";
import { Toaster } from "@/ui/toast";
import { Drawing } from "./components/drawing";
import { FavouriteButton } from "./components/favourite-button";

// ECharts draws nothing without a size: a button stands for the second bar.
vi.mock("@/charts/chart", () => ({
  Chart: ({ onMark }: { onMark?: (mark: MarkValue[]) => void }) => (
    <button onClick={() => onMark?.([{ column: 0, value: "Toor Dal" }])}>a bar</button>
  ),
}));

const COLUMNS = [
  { name: "product", label: "product", type: "text", role: "name", unit: "" },
  { name: "quantity", label: "quantity", type: "int", role: "measure", unit: "packs" },
];
const ANSWER = completeAnswer({
  id: "7",
  question: "what sold most",
  status: "answered",
  confidence: 1,
  plan: { m: "sum" },
  columns: COLUMNS,
  rows: [["Toor Dal", 4182]],
  alternatives: [],
  missing: [],
  message: "",
  elapsed_ms: 1,
});
const SPEC = {
  type: "bar",
  x: { column: 0, label: "product" },
  series: [{ column: 1, label: "quantity" }],
};

function openDrawing() {
  const data = { spec: SPEC, columns: COLUMNS, rows: ANSWER.rows };
  renderPage(() => <Drawing answer={ANSWER} data={data} handle={{ current: null }} />);
}

test("a mark opens the rows that it was made of; back leads to the answer", async () => {
  const rows = { columns: COLUMNS, rows: [["Toor Dal", 12]], row_count: 1, total: 1 };
  const calls = serve({ "POST /query/rows": { body: rows } });
  openDrawing();
  await userEvent.click(await screen.findByRole("button", { name: "a bar" }));
  await screen.findByText("One row is behind this.");
  expect(screen.getByRole("dialog", { name: "Rows: Toor Dal" })).toBeTruthy();
  expect(calls[0]?.body).toEqual({
    plan: { m: "sum" },
    where: [{ column: 0, value: "Toor Dal" }],
    limit: 50,
    offset: 0,
  });
  await userEvent.click(screen.getByRole("button", { name: "Back to the answer" }));
  expect(screen.queryByText("One row is behind this.")).toBeNull();
});

test("rows that can't be read say why", async () => {
  serve({ "POST /query/rows": { status: 422, body: { detail: "this plan has no rows" } } });
  openDrawing();
  await userEvent.click(await screen.findByRole("button", { name: "a bar" }));
  await screen.findByText("this plan has no rows");
});

const RECORD = { id: "3", question: "what sold most", status: "answered", favourite: true };
const withToasts = () =>
  renderPage(() => (
    <>
      <FavouriteButton answer={ANSWER} />
      <Toaster />
    </>
  ));

test("the star shows what the server knows, and leaves the record that has it", async () => {
  let kept = [RECORD];
  const calls = serve({
    "GET /questions": () => ({ body: { questions: kept } }),
    "PUT /questions/3/favourite": () => {
      kept = [];
      return { body: null };
    },
  });
  withToasts();
  const star = await screen.findByRole("button", { name: "Favourite", pressed: true });
  await userEvent.click(star);
  await waitFor(() => expect(star.getAttribute("aria-pressed")).toBe("false"));
  expect(calls.find((c) => c.method === "PUT")?.body).toEqual({ favourite: false });
});

test("a star that is not taken goes back, and it says so", async () => {
  serve({
    "GET /questions": { body: { questions: [] } },
    "PUT /questions/7/favourite": { status: 500, body: { detail: "the disk is full" } },
  });
  withToasts();
  const star = await screen.findByRole("button", { name: "Favourite", pressed: false });
  await userEvent.click(star);
  await screen.findByText("the disk is full");
  expect(star.getAttribute("aria-pressed")).toBe("false");
});
