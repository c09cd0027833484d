import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { renderPage, serve } from "@/test/render";
import { resetGenerating } from "./generating";
import { ForecastPage } from "./page";
import { LIST, OUTLOOK, WHAT } from "./sample";
import type { ForecastSearch } from "./search";

const SERVED = {
  "GET /forecast": { body: WHAT },
  "GET /forecast/business": { body: { ...OUTLOOK, level: "all", recommendation: undefined } },
  "GET /forecast/R1": { body: OUTLOOK },
  "GET /forecast/list": { body: { is_current: true, list: LIST } },
  "GET /forecast/calendars": { body: { calendars: [] } },
  "GET /forecast/things": {
    body: { level: "sku", total: 1, things: [{ key: "R1", name: "Basmati Rice", sold: 9 }] },
  },
};

function Host({ start = {} }: { start?: ForecastSearch }) {
  const [search, setSearch] = useState(start);
  return <ForecastPage search={search} onSearch={setSearch} />;
}

beforeEach(() => {
  resetGenerating();
  vi.stubGlobal("EventSource", undefined);
  vi.stubGlobal("scrollTo", () => undefined);
});

test("a product is found by typing and chosen with the keyboard", async () => {
  const calls = serve(SERVED);
  renderPage(() => <Host />, "/forecast");
  await userEvent.click(await screen.findByRole("radio", { name: "Product" }));
  const box = screen.getByRole("combobox", { name: "Find a product" });
  await userEvent.type(box, "rice");
  await screen.findByRole("option", { name: /Basmati Rice/ });
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByText(/Basmati Rice: about 31 will sell/)).toBeTruthy();
  expect(calls.some((c) => c.path === "/forecast/R1")).toBe(true);
  expect(calls.some((c) => c.path.includes("search=rice"))).toBe(true);
});

test("what to order is said with its figures, and its terms can be changed", async () => {
  const calls = serve(SERVED);
  renderPage(() => <Host start={{ level: "sku", thing: "R1" }} />, "/forecast");
  const sheet = await screen.findByRole("region", { name: "What to order" });
  expect(within(sheet).getByText("Order now")).toBeTruthy();
  expect(within(sheet).getByText("87")).toBeTruthy();
  expect(within(sheet).getByText("as your data says")).toBeTruthy();
  const lead = within(sheet).getByLabelText("Days from order to delivery");
  await userEvent.clear(lead);
  await userEvent.type(lead, "9");
  await userEvent.click(within(sheet).getByRole("button", { name: "Work it out again" }));
  await waitFor(() => expect(calls.some((c) => c.path.includes("lead_days=9"))).toBe(true));
});

test("another price is tried, and its answer is said", async () => {
  const what_if = {
    price_change: -5,
    assumed: false,
    sure: true,
    text: "At a price 5 % lower about 40 would sell.",
  };
  const calls = serve({
    ...SERVED,
    "GET /forecast/R1": (call) => ({
      body: call.path.includes("price_change=-5") ? { ...OUTLOOK, what_if } : OUTLOOK,
    }),
  });
  renderPage(() => <Host start={{ level: "sku", thing: "R1" }} />, "/forecast");
  await userEvent.type(await screen.findByLabelText("Price change, percent"), "-5");
  const form = screen.getByRole("form", { name: "Another price" });
  await userEvent.click(within(form).getByRole("button", { name: "Try it" }));
  expect(await screen.findByText(/about 40 would sell/)).toBeTruthy();
  expect(calls.some((c) => c.path.endsWith("price_change=-5"))).toBe(true);
});

test("a promotion is tried on days ahead, with one's own guess", async () => {
  const what_if = {
    promotion_from: "2026-11-21",
    promotion_to: "2026-11-22",
    assumed: true,
    sure: false,
    text: "With a promotion about 47 would sell.",
  };
  const calls = serve({
    ...SERVED,
    "GET /forecast/R1": (call) => ({
      body: call.path.includes("promotion_from") ? { ...OUTLOOK, what_if } : OUTLOOK,
    }),
  });
  renderPage(() => <Host start={{ level: "sku", thing: "R1" }} />, "/forecast");
  const form = await screen.findByRole("form", { name: "A promotion" });
  fireEvent.change(within(form).getByLabelText(/from/), { target: { value: "2026-11-21" } });
  fireEvent.change(within(form).getByLabelText(/to$/), { target: { value: "2026-11-22" } });
  await userEvent.type(within(form).getByLabelText("Times a normal day"), "1.5");
  await userEvent.click(within(form).getByRole("button", { name: "Try it" }));
  expect(await screen.findByText(/about 47 would sell/)).toBeTruthy();
  const asked = "promotion_from=2026-11-21&promotion_to=2026-11-22&promotion_lift=1.5";
  expect(calls.some((c) => c.path.endsWith(asked))).toBe(true);
});

test("what festivals did is said; a calendar is brought in and removed", async () => {
  const fair = {
    id: "c1",
    name: "Fairs",
    added_at: "2026-11-20T08:00:00Z",
    names: ["Town fair"],
    events: 1,
    days: 12,
    first: "2026-01-10",
    last: "2026-12-10",
  };
  let kept: (typeof fair)[] = [];
  const calls = serve({
    ...SERVED,
    "GET /forecast/calendars": () => ({ body: { calendars: kept } }),
    "POST /forecast/calendars": (call) => {
      if (!(call.body as { text: string }).text.includes("VCALENDAR"))
        return { status: 422, body: { detail: "this is not a calendar" } };
      kept = [fair];
      return { status: 201, body: fair };
    },
    "DELETE /forecast/calendars/c1": () => {
      kept = [];
      return { body: { calendars: [] } };
    },
  });
  renderPage(() => <Host start={{ level: "sku", thing: "R1" }} />, "/forecast");
  const sheet = await screen.findByRole("region", { name: "Festivals and events" });
  expect(within(sheet).getByText(/Diwali week sold 2.1 times/)).toBeTruthy();
  expect(within(sheet).queryByText(/Holi/)).toBeNull();
  const input = within(sheet).getByTestId<HTMLInputElement>("calendar-input");
  // The test's browser has no File.text.
  const file = (name: string, text: string) =>
    Object.assign(new File([text], name), { text: () => Promise.resolve(text) });
  const bad = file("notes.ics", "nothing");
  fireEvent.change(input, { target: { files: [bad] } });
  expect(await within(sheet).findByText("this is not a calendar")).toBeTruthy();
  const good = file("Fairs.ics", "BEGIN:VCALENDAR");
  fireEvent.change(input, { target: { files: [good] } });
  expect(await within(sheet).findByText(/Town fair; 12 days/)).toBeTruthy();
  expect(calls.find((c) => c.method === "POST")).toBeTruthy();
  await userEvent.click(within(sheet).getByRole("button", { name: "Remove Fairs" }));
  await waitFor(() => expect(within(sheet).queryByText(/Town fair/)).toBeNull());
  expect(calls.filter((c) => c.path === "/forecast/R1").length).toBeGreaterThan(1);
});

test("trust, reasons and the past forecast are said in words", async () => {
  serve(SERVED);
  renderPage(() => <Host start={{ level: "sku", thing: "R1" }} />, "/forecast");
  expect(await screen.findByText("Unsure")).toBeTruthy();
  expect(screen.getByText("The range reaches 35 % either side.")).toBeTruthy();
  expect(screen.getByText("It is rising by about 0.2 a day.")).toBeTruthy();
  expect(screen.getByText(/9 % too low/)).toBeTruthy();
});

test("the list is sorted, searched, and leads to a product", async () => {
  serve(SERVED);
  renderPage(() => <Host />, "/forecast");
  await screen.findByRole("region", { name: "Every product with what to order" });
  const first = () => screen.getAllByRole("row")[1]?.textContent;
  await userEvent.click(screen.getByRole("button", { name: "On hand" }));
  expect(first()).toContain("Neem Soap");
  await userEvent.type(screen.getByLabelText("Find in the list"), "rice");
  expect(screen.getAllByRole("row")).toHaveLength(2);
  await userEvent.click(screen.getByRole("button", { name: "Basmati Rice" }));
  expect(await screen.findByText(/Basmati Rice: about 31 will sell/)).toBeTruthy();
});

test("everything is forecast by a job that tells how far it is and can be cancelled", async () => {
  const job = {
    id: "j1",
    kind: "forecast",
    title: "",
    status: "running",
    progress: 0.4,
    doing: "Forecasting: 40 of 100",
    created_at: "",
    updated_at: "",
  };
  let status = "running";
  const calls = serve({
    ...SERVED,
    "GET /forecast/list": { body: { is_current: false } },
    "POST /forecast/generate": { status: 202, body: { job } },
    "GET /jobs/j1": () => ({ body: { job: { ...job, status } } }),
    "DELETE /jobs/j1": () => {
      status = "cancelled";
      return { status: 202, body: { job } };
    },
  });
  renderPage(() => <Host />, "/forecast");
  await userEvent.click(await screen.findByRole("button", { name: "Forecast everything" }));
  expect(await screen.findByText("Forecasting: 40 of 100")).toBeTruthy();
  expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("40");
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(calls.some((c) => c.method === "DELETE" && c.path === "/jobs/j1")).toBe(true);
  expect(await screen.findByText(/Cancelled/, {}, { timeout: 3000 })).toBeTruthy();
});

test("a list of older data says so", async () => {
  serve({ ...SERVED, "GET /forecast/list": { body: { is_current: false, list: LIST } } });
  renderPage(() => <Host />, "/forecast");
  expect(await screen.findByText(/data has changed since/)).toBeTruthy();
});

test("without data it teaches; a failure can be tried again", async () => {
  serve({ "GET /forecast": { status: 404, body: { detail: "there is no data yet" } } });
  const { unmount } = renderPage(() => <Host />, "/forecast");
  expect(await screen.findByText("There is nothing to forecast yet")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Bring in a file" })).toBeTruthy();
  unmount();
  serve({
    ...SERVED,
    "GET /forecast/business": { status: 422, body: { detail: "2 days of sales: too short" } },
  });
  renderPage(() => <Host />, "/forecast");
  expect(await screen.findByText("2 days of sales: too short")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});
