// Results as the server sends them, one for each type: for the gallery and the tests. Nothing of
// this folder is in the production build.
import type { Cell } from "@/format/value";
import type { ChartColumn, ChartData, ChartSpec, ChartType } from "../spec";
import { momentOf } from "../days";

export const column = (name: string, type: string, unit = "", role = ""): ChartColumn => ({
  name,
  label: name.replace(/_/g, " "),
  type,
  role,
  unit,
});

export function sample(
  type: string,
  columns: ChartColumn[],
  rows: Cell[][],
  spec: Partial<ChartSpec> = {},
): ChartData {
  const x = spec.x === undefined ? { column: 0, label: columns[0]?.label ?? "" } : spec.x;
  const at = columns[1];
  const series = [{ column: 1, label: at?.label ?? "", unit: at?.unit ?? "" }];
  const isTime = columns[x?.column ?? 0]?.type === "date";
  return {
    columns,
    rows,
    spec: {
      type,
      series,
      sort: isTime ? "key" : "value",
      ...spec,
      x: x && { type: isTime ? "time" : "category", grain: isTime ? "month" : null, ...x },
    },
  };
}

const MONTHS = Array.from({ length: 14 }, (_, i) => {
  const at = 2025 * 12 + 8 + i;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
});
/** Waves without a clock or chance: the same on every machine. */
const wave = (i: number, k: number) =>
  100 + 40 * Math.sin(i / 2 + k) + 12 * Math.cos(i * 1.7 + k * 3);

const PRODUCTS: [string, number][] = [
  ["Toor Dal 1 kg", 482300],
  ["Sunflower Oil 1 l", 431200],
  ["Basmati Rice 5 kg", 398700],
  ["Sugar 1 kg", 201500],
  ["Tea 250 g", 187400],
  ["Milk 500 ml", 92100],
];
const STORES = ["Indiranagar", "Koramangala", "Jayanagar", "Whitefield"];
const CATEGORIES = ["Staples", "Oils", "Drinks", "Snacks", "Care"];
const one = (name: string, type: string, rows: Cell[][], unit = "INR") =>
  sample(name, [column("product", type), column("amount", "float", unit)], rows);
const byMonth = (name: string, more: Partial<ChartSpec> = {}) =>
  sample(
    name,
    [column("month", "date"), column("amount", "float", "INR")],
    MONTHS.map((m, i) => [m, Math.round(wave(i, 0) * 1000)]),
    { unfinished_last: true, ...more },
  );
const split = { column: 2, label: "store" };
const byMonthAndStore = (name: string) =>
  sample(
    name,
    [column("month", "date"), column("amount", "float", "INR"), column("store", "text")],
    MONTHS.flatMap((m, i) => STORES.map((s, k): Cell[] => [m, Math.round(wave(i, k) * 900), s])),
    { split, unfinished_last: true },
  );
const crossed = (name: string) =>
  sample(
    name,
    [column("category", "text"), column("amount", "float", "INR"), column("store", "text")],
    CATEGORIES.flatMap((c, i) =>
      STORES.map((s, k): Cell[] => [c, Math.round(wave(i * 3, k) * (90 - i * 15)), s]),
    ),
    { split },
  );
const points = (name: string, more: Partial<ChartSpec> = {}) =>
  sample(
    name,
    [
      column("price", "float", "INR"),
      column("quantity", "int", "packs"),
      column("revenue", "float", "INR"),
      column("product", "text"),
      column("category", "text"),
    ],
    Array.from({ length: 60 }, (_, i): Cell[] => {
      const price = 20 + ((i * 37) % 160);
      const quantity = Math.round(900 - price * 4 + wave(i, 2));
      return [price, quantity, price * quantity, `Product ${i + 1}`, CATEGORIES[i % 3]];
    }),
    {
      x: { column: 0, label: "price", unit: "INR", type: "number" },
      series: [{ column: 1, label: "quantity", unit: "packs" }],
      ...more,
    },
  );
const days = Array.from({ length: 420 }, (_, i) => {
  const d = new Date((momentOf("2025-09-27") ?? 0) + i * 86_400_000);
  return d.toISOString().slice(0, 10);
});
const FLOWS: [string, string, number][] = [
  ["Central store", "Indiranagar", 420],
  ["Central store", "Koramangala", 310],
  ["Central store", "Whitefield", 150],
  ["Farm direct", "Indiranagar", 120],
  ["Farm direct", "Jayanagar", 240],
  ["Import", "Whitefield", 180],
  ["Import", "Koramangala", 60],
];
const STATES: [string, number][] = [
  ["Maharashtra", 4820000],
  ["Karnataka", 4120000],
  ["TN", 2890000],
  ["Delhi", 2210000],
  ["Gujarat", 1980000],
  ["Telangana", 1630000],
  ["Uttar Pradesh", 1420000],
  ["Kerala", 880000],
  ["Ladakh", 42000],
  ["West Bengal", 910000],
  ["Rajasthan", 610000],
  ["Online", 99000],
];
const COUNTRIES: [string, number][] = [
  ["India", 9100],
  ["USA", 3200],
  ["UAE", 2100],
  ["Germany", 900],
  ["Brazil", 300],
  ["Australia", 450],
  ["Singapore", 120],
];
const CITIES: [string, number, number, number][] = [
  ["Mumbai", 19.08, 72.88, 920],
  ["Delhi", 28.61, 77.21, 760],
  ["Bengaluru", 12.97, 77.59, 640],
  ["Chennai", 13.08, 80.27, 410],
  ["Kolkata", 22.57, 88.36, 300],
  ["Leh", 34.16, 77.58, 20],
];
const TASKS: [string, string, string, string][] = [
  ["Choose the new till", "2026-09-01", "2026-09-14", "Plan"],
  ["Order shelves and lights for the second room", "2026-09-10", "2026-10-02", "Build"],
  ["Paint", "2026-10-03", "2026-10-09", "Build"],
  ["Move the stock", "2026-10-10", "2026-10-12", "Move"],
  ["Train the new people", "2026-10-05", "2026-10-20", "Move"],
  ["Opening day", "2026-10-24", "2026-10-24", "Move"],
];
const y = (n: number) => ({
  column: n,
  label: ["open", "high", "low", "close"][n - 1] ?? "",
  unit: "INR",
});

/** A good example of each type. */
export const SAMPLES: Record<Exclude<ChartType, "table" | "forecast">, ChartData> = {
  number: sample("number", [column("amount", "float", "INR")], [[1234567.5]], {
    x: null,
    series: [{ column: 0, label: "Amount", unit: "INR" }],
  }),
  gauge: sample("gauge", [column("amount", "float", "INR")], [[842000]], {
    x: null,
    target: 1000000,
    series: [{ column: 0, label: "Amount this month", unit: "INR" }],
  }),
  bar: one("bar", "text", PRODUCTS.slice(0, 5)),
  horizontal_bar: one("horizontal_bar", "text", PRODUCTS),
  grouped_bar: crossed("grouped_bar"),
  stacked_bar: byMonthAndStore("stacked_bar"),
  percent_bar: byMonthAndStore("percent_bar"),
  line: byMonth("line"),
  step: byMonth("step"),
  area: byMonth("area"),
  stacked_area: byMonthAndStore("stacked_area"),
  combo: sample(
    "combo",
    [column("month", "date"), column("amount", "float", "INR"), column("margin", "float", "%")],
    MONTHS.map((m, i) => [m, Math.round(wave(i, 0) * 1000), Math.round(wave(i, 4) / 4)]),
    { y2: [{ column: 2, label: "margin", unit: "%" }], unfinished_last: true },
  ),
  scatter: points("scatter", { split: { column: 4, label: "category" } }),
  bubble: points("bubble", { size: { column: 2, label: "revenue", unit: "INR" } }),
  histogram: points("histogram", {
    x: null,
    series: [{ column: 2, label: "revenue", unit: "INR" }],
  }),
  box: points("box", {
    x: { column: 4, label: "category", type: "category" },
    series: [{ column: 2, label: "revenue", unit: "INR" }],
  }),
  heatmap: crossed("heatmap"),
  calendar_heatmap: sample(
    "calendar_heatmap",
    [column("day", "date"), column("amount", "float", "INR")],
    days.map((d, i) => [
      d,
      i % 7 === 1 ? null : Math.round(wave(i / 9, 0) * (40 + ((i * 13) % 30))),
    ]),
    { x: { column: 0, label: "day", type: "time", grain: "day" } },
  ),
  pie: one("pie", "text", PRODUCTS.slice(0, 5)),
  doughnut: one("doughnut", "text", PRODUCTS.slice(0, 5)),
  treemap: crossed("treemap"),
  sunburst: crossed("sunburst"),
  funnel: one(
    "funnel",
    "text",
    [
      ["Came to the page", 12400],
      ["Looked at a product", 8300],
      ["Put it in the basket", 2900],
      ["Paid", 1250],
    ],
    "people",
  ),
  waterfall: sample(
    "waterfall",
    [column("step", "text"), column("amount", "float", "INR")],
    [
      ["Sales", 920000],
      ["Goods", -540000],
      ["Rent", -120000],
      ["Wages", -310000],
      ["Other income", 85000],
    ],
    { sort: "key" },
  ),
  sankey: sample(
    "sankey",
    [column("from", "text"), column("quantity", "int", "packs"), column("to", "text")],
    FLOWS.map(([a, b, v]) => [a, v, b]),
    { split: { column: 2, label: "to" } },
  ),
  radar: crossed("radar"),
  gantt: sample(
    "gantt",
    [
      column("task", "text"),
      column("start", "date"),
      column("end", "date"),
      column("kind", "text"),
    ],
    TASKS,
    {
      series: [],
      start: { column: 1, label: "start" },
      end: { column: 2, label: "end" },
      split: { column: 3, label: "kind" },
    },
  ),
  candlestick: sample(
    "candlestick",
    [
      column("day", "date"),
      ...["open", "high", "low", "close"].map((n) => column(n, "float", "INR")),
    ],
    days.slice(0, 40).map((d, i) => {
      const [a, b] = [wave(i / 2, 0), wave((i + 1) / 2, 0)].map((v) => Math.round(v * 10) / 10);
      const [open = 0, close = 0] = [a, b];
      return [d, open, Math.max(open, close) + 6, Math.min(open, close) - 5, close];
    }),
    { x: { column: 0, label: "day", type: "time", grain: "day" }, series: [1, 2, 3, 4].map(y) },
  ),
  pareto: one(
    "pareto",
    "text",
    Array.from({ length: 14 }, (_, i): Cell[] => [
      `Product ${i + 1}`,
      Math.round(500000 / (i + 1) ** 1.3),
    ]),
  ),
  cohort: sample(
    "cohort",
    [column("month", "date"), column("returned", "float", "%"), column("months_later", "int")],
    MONTHS.slice(0, 8).flatMap((m, i) =>
      Array.from({ length: 8 - i }, (_, k): Cell[] => [
        m,
        Math.round(100 * 0.72 ** k + ((i * k) % 4)),
        k,
      ]),
    ),
    { split: { column: 2, label: "months later" } },
  ),
  small_multiples: byMonthAndStore("small_multiples"),
  map_points: sample(
    "map_points",
    [
      column("city", "text"),
      column("lat", "float"),
      column("lon", "float"),
      column("orders", "int"),
    ],
    CITIES,
    { x: null, series: [{ column: 3, label: "orders" }] },
  ),
  map_regions: sample(
    "map_regions",
    [column("state", "text"), column("amount", "float", "INR")],
    STATES,
  ),
};

const HINDI = "बासमती चावल प्रीमियम पुराना स्टॉक, पाँच किलो का परिवार पैक";
const GERMAN = "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller Großpackung";

const SAID_LONG = "The painter came a day late, and the shelves waited";
const SAID = [
  { at: "2026-03-08", text: "Fair in the next street" },
  { at: "2026-09-01", text: SAID_LONG },
];

/** What must look right too. */
export const EDGES: [string, ChartData][] = [
  ["no rows", one("bar", "text", [])],
  ["one row", one("bar", "text", [["Toor Dal 1 kg", 482300]])],
  [
    "one month",
    sample(
      "line",
      [column("month", "date"), column("amount", "float", "INR")],
      [["2026-10-01", 10]],
    ),
  ],
  [
    "100,000 categories",
    one(
      "bar",
      "text",
      Array.from({ length: 100_000 }, (_, i): Cell[] => [`Product ${i}`, 100_000 - i]),
    ),
  ],
  [
    "negative money",
    one("bar", "text", [
      ["Sales", 482300],
      ["Returns", -120400],
      ["Rent", -85000.5],
      ["Other", 1200],
    ]),
  ],
  [
    "negative money, lying",
    one("horizontal_bar", "text", [
      ["Sales", 482300],
      ["Returns of goods that were not as described", -120400],
      ["Rent", -85000.5],
    ]),
  ],
  [
    "all zero",
    one("bar", "text", [
      ["Toor Dal", 0],
      ["Oil", 0],
      ["Rice", 0],
    ]),
  ],
  [
    "all zero, pie",
    one("pie", "text", [
      ["Toor Dal", 0],
      ["Oil", 0],
    ]),
  ],
  [
    "nulls",
    one("bar", "text", [
      ["Toor Dal", 120],
      [null, 40],
      ["Oil", null],
      ["Rice", 70],
    ]),
  ],
  [
    "1970 to 2099",
    sample(
      "line",
      [column("year", "date"), column("amount", "float", "INR")],
      [
        ["1970-01-01", 12],
        ["2026-01-01", 400000],
        ["2099-01-01", 900000],
      ],
      { x: { column: 0, label: "year", type: "time", grain: "year" } },
    ),
  ],
  [
    "long Hindi and German names",
    one("bar", "text", [
      [HINDI, 482300],
      [GERMAN, 431200],
      ["Sugar", 201500],
    ]),
  ],
  [
    "long names as lines",
    sample(
      "line",
      [column("month", "date"), column("amount", "float"), column("product", "text")],
      MONTHS.flatMap((m, i) => [HINDI, GERMAN].map((s, k): Cell[] => [m, wave(i, k), s])),
      { split: { column: 2, label: "product" } },
    ),
  ],
  [
    "huge",
    one("bar", "text", [
      ["All", 9.1e17],
      ["Half", 4.5e17],
      ["A little", 12],
    ]),
  ],
  [
    "tiny",
    one(
      "bar",
      "text",
      [
        ["a", 0.000012],
        ["b", 0.000034],
        ["c", 0.0000071],
      ],
      "",
    ),
  ],
  [
    "tiny, many",
    sample(
      "line",
      [column("month", "date"), column("rate", "float")],
      MONTHS.map((m, i) => [m, wave(i, 1) / 1e7]),
    ),
  ],
  [
    "long names in a pie",
    one("pie", "text", [
      [HINDI, 30],
      [GERMAN, 25],
      ["Sugar", 20],
    ]),
  ],
  [
    "a world",
    sample("map_regions", [column("country", "text"), column("amount", "float", "USD")], COUNTRIES),
  ],
  [
    "many tasks, no groups",
    sample(
      "gantt",
      [column("task", "text"), column("start", "date"), column("end", "date")],
      TASKS.map((t) => t.slice(0, 3)),
      {
        series: [],
        start: { column: 1, label: "start" },
        end: { column: 2, label: "end" },
      },
    ),
  ],
  ["treemap of one level", one("treemap", "text", PRODUCTS)],
  [
    "comments on days",
    {
      ...byMonth("line"),
      happened: [
        { at: "2025-11-03", text: "Second till opened", by: "Asha" },
        { at: "2026-05-14", text: "Price of oil went up by a fifth overnight" },
        { at: "2026-05-20", text: "Flood: closed for two days" },
        { at: "2026-06-02", text: "New supplier" },
        { at: "2026-10-30", text: "Diwali stall on the market square" },
        { at: "2031-01-01", text: "Not shown: later than the chart" },
      ],
    },
  ],
  ["comments on bars", { ...byMonthAndStore("stacked_bar"), happened: SAID }],
  ["comments on a plan", { ...SAMPLES.gantt, happened: [{ at: "2026-10-06", text: SAID_LONG }] }],
  ["comments on a calendar", { ...SAMPLES.calendar_heatmap, happened: SAID }],
  ["comments on candles", { ...SAMPLES.candlestick, happened: [{ at: "2025-10-13", text: "x" }] }],
  [
    "points along time",
    sample(
      "scatter",
      [column("day", "date"), column("amount", "float", "INR")],
      days.slice(0, 90).map((d, i) => [d, Math.round(wave(i * 3, 1) * 100)]),
    ),
  ],
  ["more than the target", { ...SAMPLES.gauge, rows: [[1310000]] }],
];
