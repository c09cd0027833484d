import { screen } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import type * as wire from "@/api/wire";
import { renderPage, serve } from "@/test/render";
import { daysOld, festivalsAhead, figureOf, urgentOrders } from "./figures";
import { HomePage } from "./page";

afterEach(() => vi.unstubAllGlobals());

const DAYS = ["2026-11-18", "2026-11-19", "2026-11-20"];

function forecast(actual: number): wire.Forecast {
  return {
    measure: "revenue",
    unit: "INR",
    grain: "day",
    headline: "About 7,00,000 in the next 45 days.",
    history: DAYS.map((date) => ({ date, quantity: actual })),
    scorecard: {
      points: DAYS.map((date) => ({ date, actual, quantity: 1000, lower: 800, upper: 1200 })),
    },
    events: [
      { date: "2026-11-01", name: "Past" },
      { date: "2099-01-01", name: "New Year" },
    ],
  } as unknown as wire.Forecast;
}

const WHAT = {
  measure: { name: "revenue", label: "revenue", unit: "INR" },
  measures: [{ name: "revenue", label: "revenue", unit: "INR" }],
  levels: [],
  has_stock: true,
  has_lead_time: true,
};

const item = (name: string, status: string, days: number) => ({
  key: name,
  name,
  recommendation: { status, days_of_cover: days, text: `Order 9 now: ${name} is low.` },
});

const SERVER = {
  "GET /forecast": { body: WHAT },
  "GET /forecast/business": { body: forecast(500) },
  "GET /forecast/list": {
    body: {
      is_current: true,
      list: { to_order: 1, items: [item("Salt", "enough", 30), item("Tea", "order_now", 2)] },
    },
  },
  "GET /data/health": {
    body: {
      status: "ok",
      tables: 2,
      rows: 1200,
      quality: [
        { table: "bills", issues: 2 },
        { table: "shops", issues: 0 },
      ],
    },
  },
  "GET /imports": { body: { imports: [] } },
  "GET /questions/suggestions": { body: { questions: ["Revenue by month"] } },
};

describe("the morning page", () => {
  test("says the last day beside what was expected of it", async () => {
    serve(SERVER);
    renderPage(() => <HomePage />, "/");
    expect((await screen.findByText(/^On Fri 20 Nov/)).textContent).toBe(
      "On Fri 20 Nov revenue came to ₹500, less than the ₹800 that such a day brings at least, as a rule.",
    );
    const card = screen.getByRole("link", { name: /Revenue.*below expected/ });
    expect(card.getAttribute("href")).toBe("/forecast?measure=revenue");
    expect(card.textContent).toContain("expected about ₹1,000 (₹800 to ₹1,200)");
  });

  test("names what is coming: the next festival and what to order", async () => {
    serve(SERVER);
    renderPage(() => <HomePage />, "/");
    expect(await screen.findByText("New Year")).toBeTruthy();
    expect(await screen.findByText("1 product is to be ordered")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Tea" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Salt" })).toBeNull();
    expect(screen.getByText("bills: 2 things worth a look")).toBeTruthy();
    expect(await screen.findByRole("link", { name: "Revenue by month" })).toBeTruthy();
  });

  test("teaches where there is no data, and passes over what can't be forecast", async () => {
    serve({ ...SERVER, "GET /data/health": { body: { status: "ok", tables: 0, rows: 0 } } });
    const { unmount } = renderPage(() => <HomePage />, "/");
    expect(await screen.findByText("Bring in what you have")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Bring in a file" }).getAttribute("href")).toBe(
      "/data",
    );
    unmount();
    serve({ ...SERVER, "GET /forecast": { status: 409, body: { detail: "No dates." } } });
    renderPage(() => <HomePage />, "/");
    expect(await screen.findByText("Your data")).toBeTruthy();
    expect(screen.queryByText("How it went")).toBeNull();
  });
});

test.each([
  [500, "less", -0.5],
  [1000, "usual", 0],
  [1300, "more", 0.3],
])("%d against 800 to 1,200 is %s", (actual, verdict, change) => {
  expect(figureOf(forecast(actual))).toMatchObject({ verdict, change, date: "2026-11-20" });
});

test("festivals are those ahead, orders those that press, old data is told", () => {
  const events = [
    { date: "2026-11-01", name: "Diwali" },
    { date: "2026-11-24", name: "Jayanti" },
    { date: "2026-11-25", name: "Jayanti" },
  ];
  expect(festivalsAhead(events, "2026-11-21", 2)).toEqual([
    { name: "Jayanti", date: "2026-11-24", days: 3 },
  ]);
  const items = [item("a", "order_now", 5), item("b", "out_of_stock", 0), item("c", "enough", 1)];
  const urgent = urgentOrders({ items } as unknown as wire.ForecastAll, 5);
  expect(urgent.map((i) => i.name)).toEqual(["b", "a"]);
  expect(daysOld([figureOf(forecast(1))!], "2026-11-30")).toBe(10);
});
