// A small shop's forecast, for tests.
import type * as wire from "@/api/wire";

export const ADVICE: wire.ForecastAdvice = {
  status: "order_now",
  on_hand: 87,
  days_of_cover: 7.3,
  outlasts_horizon: false,
  suggested_order: 128,
  stock_out_chance: 0.09,
  reorder_point: 95,
  order_up_to: 215,
  safety_stock: 36,
  lead_days: 5,
  lead_from: "data",
  review_days: 7,
  service_level: 95,
  text: "Order 128 now: what is there lasts 7 days.",
};

const TOTAL = { first: "2026-11-21", last: "2026-11-22", quantity: 31, lower: 20, upper: 42 };

export const OUTLOOK: wire.Forecast = {
  sku: "R1",
  level: "sku",
  key: "R1",
  name: "Basmati Rice",
  label: "product",
  measure: "quantity sold",
  unit: "",
  grain: "day",
  headline: "Basmati Rice: about 31 will sell in the next 2 days, likely 20 to 42.",
  forecast: [
    { date: "2026-11-21", quantity: 15.4, lower: 10, upper: 20, confidence: 0.7 },
    { date: "2026-11-22", quantity: 15.6, lower: 10, upper: 22, confidence: 0.7 },
  ],
  confidence_level: 95,
  explanation: "About 31 in the next 2 days. It is rising by about 0.2 a day.",
  factors: [{ kind: "trend", name: "trend", value: 0.2, text: "It is rising by about 0.2 a day." }],
  trust: { level: "low", score: 0.2, text: "Low: the range reaches 35 % either side." },
  recommendation: ADVICE,
  scorecard: {
    source: "kept",
    made_at: "2026-11-01T00:00:00Z",
    text: "On Sun 1 Nov 2026 I forecast 30; it was 33: 9 % too low.",
    forecast: 30,
    actual: 33,
    error_percent: 9,
    inside: 1,
    points: [{ date: "2026-11-02", actual: 33, quantity: 30, lower: 20, upper: 40 }],
  },
  total: TOTAL,
  history: [
    { date: "2026-11-19", quantity: 14 },
    { date: "2026-11-20", quantity: 16 },
  ],
  events: [{ date: "2026-11-20", name: "Diwali", major: true }],
  lifts: [
    {
      name: "Diwali",
      own: false,
      seen: 1,
      factor: 2.1,
      low: 1.8,
      high: 2.4,
      sure: true,
      next: "2026-11-22",
      text: "Diwali week sold 2.1 times a normal week (1.8 to 2.4; seen once)",
    },
    {
      name: "Holi",
      own: false,
      seen: 1,
      factor: 1,
      low: 0.9,
      high: 1.1,
      sure: false,
      text: "Holi week sold 1 times a normal week, which may be chance (0.9 to 1.1; seen once)",
    },
  ],
  lifts_used: true,
  model: "ETS(A,N,A)",
  data_end: "2026-11-20",
  data_version: "1",
  made_at: "2026-11-21T08:00:00Z",
  notes: [],
  sources: [],
};

const item = (
  key: string,
  name: string,
  recommendation: wire.ForecastAdvice,
): wire.ForecastItem => ({
  ...TOTAL,
  key,
  name,
  category: key === "R1" ? "Staples" : "Care",
  model: "ETS",
  recommendation,
});

export const LIST: wire.ForecastAll = {
  level: "sku",
  label: "product",
  measure: "quantity sold",
  unit: "",
  grain: "day",
  horizon: 28,
  confidence_level: 95,
  headline: "3 products, about 93 in the next 2 days; 1 to order now.",
  total: TOTAL,
  has_stock: true,
  to_order: 1,
  left_out: 0,
  items: [
    item("R1", "Basmati Rice", ADVICE),
    item("S1", "Neem Soap", { ...ADVICE, status: "enough", on_hand: 400, suggested_order: 0 }),
    item("T1", "Tea", {
      ...ADVICE,
      status: "unknown",
      on_hand: undefined,
      days_of_cover: undefined,
      suggested_order: undefined,
    }),
  ],
  data_end: "2026-11-20",
  made_at: "2026-11-21T08:00:00Z",
};

export const WHAT: wire.Forecastable = {
  measure: { name: "quantity", label: "quantity sold", unit: "" },
  measures: [
    { name: "quantity", label: "quantity sold", unit: "" },
    { name: "revenue", label: "revenue", unit: "INR" },
  ],
  levels: [
    { level: "sku", label: "product" },
    { level: "store", label: "store" },
  ],
  has_stock: true,
  has_lead_time: true,
};
