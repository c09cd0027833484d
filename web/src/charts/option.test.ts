import { describe, expect, test } from "vitest";
import { DEFAULT_FORMAT, type Cell } from "@/format/value";
import { contrast } from "./color";
import { binsOf } from "./histogram";
import { draw } from "./option";
import { escapeHtml } from "./parts";
import { fillPeriods } from "./periods";
import type { ChartColumn, ChartData, ChartSpec, ChartView } from "./spec";

const view: ChartView = {
  theme: {
    ink: "#1c1d21",
    ink2: "#55585f",
    ink3: "#666a72",
    line: "#e7e3da",
    sheet: "#ffffff",
    wash: "#f4f2ec",
    good: "#1b7f4d",
    bad: "#b3261e",
    series: [
      "#2f4bda",
      "#cd824c",
      "#065b27",
      "#94456d",
      "#877305",
      "#1e83b3",
      "#b45e6e",
      "#6c4ca1",
    ],
    font: "Inter",
  },
  format: DEFAULT_FORMAT,
  width: 900,
  still: true,
};

const col = (name: string, type: string, unit = ""): ChartColumn => ({
  name,
  label: name,
  type,
  role: "",
  unit,
});

function chart(type: string, rows: Cell[][], more: Partial<ChartSpec> = {}): ChartData {
  const time = type === "line" || type === "area";
  return {
    spec: {
      type,
      x: {
        column: 0,
        label: "product",
        type: time ? "time" : "category",
        grain: time ? "month" : null,
      },
      series: [{ column: 1, label: "amount", unit: "INR" }],
      sort: "value",
      ...more,
    },
    columns: [
      col("product", time ? "date" : "text"),
      col("amount", "float", "INR"),
      col("store", "text"),
    ],
    rows,
  };
}

interface Drawn {
  type: string;
  name: string;
  data: { value?: unknown; itemStyle?: { decal?: unknown } }[];
  lineStyle?: { type?: string };
  endLabel?: { show: boolean };
  label?: { show: boolean; formatter: (p: { value: unknown }) => string };
}
const seriesOf = (data: ChartData, more: Partial<ChartView> = {}) =>
  draw(data, { ...view, ...more }).option?.series as Drawn[];
const MONTHS: Cell[][] = [
  ["2026-08-01", 10],
  ["2026-09-01", 30],
  ["2026-10-01", 20],
];

describe("bars", () => {
  const data = chart("bar", [
    ["Dal", 10],
    ["Oil", 250000],
    ["Rice", 500],
  ]);
  test("are sorted by value, and each says its number", () => {
    const drawing = draw(data, view);
    expect((drawing.option?.xAxis as { data: string[] }).data).toEqual(["Oil", "Rice", "Dal"]);
    const [series] = seriesOf(data);
    expect(series?.label?.show).toBe(true);
    expect(series?.label?.formatter({ value: 250000 })).toBe("₹2.5\u00a0lakh");
  });
  test("say the change after the number where the question compares", () => {
    const data = {
      ...chart("horizontal_bar", [
        ["Oil", 300, 400, -100, -25],
        ["Dal", 200, 100, 100, 100],
      ]),
      columns: [
        col("product", "text"),
        col("amount", "float"),
        { ...col("amount_before", "float"), label: "amount, the year before" },
        col("amount_change", "float"),
        col("amount_growth", "float", "%"),
      ],
    };
    const label = seriesOf(data)[0]?.label as unknown as {
      formatter: (p: { value: number; dataIndex: number }) => string;
    };
    expect(label.formatter({ value: 300, dataIndex: 0 })).toBe("₹300  {bad|−25\u00a0%}");
    expect(label.formatter({ value: 200, dataIndex: 1 })).toBe("₹200  {good|+100\u00a0%}");
  });
  test("begin at zero", () => {
    expect(draw(data, view).option?.yAxis).not.toHaveProperty("scale", true);
  });
  test("keep a rising order: the lowest ten stay lowest first", () => {
    const rising = chart("horizontal_bar", [
      ["a", 1],
      ["b", 2],
    ]);
    expect((draw(rising, view).option?.yAxis as { data: string[] }).data).toEqual(["a", "b"]);
  });
  test("with long names lie down", () => {
    const long = chart("bar", [
      ["A very long product name that nobody could read slanted, family pack", 1],
      ["Another one of that kind, with a size of 5 kg and a colour", 2],
      ["Third of those names that go on", 2],
    ]);
    expect(draw(long, view).type).toBe("horizontal_bar");
  });
  test("a year of months says its numbers, shorter where there is less room", () => {
    const rows = Array.from({ length: 12 }, (_, i): Cell[] => [`p${i}`, 2_345_678 + i]);
    const at = (width: number) => seriesOf(chart("bar", rows), { width })[0]?.label;
    expect(at(1200)?.formatter({ value: 2_345_678 })).toBe("₹23.5\u00a0lakh");
    expect(at(720)?.formatter({ value: 2_345_678 })).toBe("₹23.5 L");
  });
  test("the longest takes all the room before its number", () => {
    expect(draw(data, view).option?.yAxis).toMatchObject({ max: 250000 });
  });
  test("below zero there is room for the number above the name", () => {
    const lows = chart("bar", [
      ["Dal", -10],
      ["Oil", -90],
    ]);
    expect(draw(lows, view).option?.yAxis).toMatchObject({ min: -99 });
  });
  test("more than twelve leave the numbers to the axis", () => {
    const rows = Array.from({ length: 13 }, (_, i): Cell[] => [`p${i}`, i]);
    expect(seriesOf(chart("bar", rows))[0]?.label?.show).toBe(false);
  });
  test("of an unfinished period are hatched", () => {
    const months = chart("bar", MONTHS, {
      x: { column: 0, label: "month", type: "time", grain: "month" },
      unfinished_last: true,
    });
    const bars = seriesOf(months)[0]?.data ?? [];
    expect(bars.map((b) => b.itemStyle?.decal !== undefined)).toEqual([false, false, true]);
    expect(draw(months, view).notes).toContain("The last period is not finished.");
  });
  test("forty lie at most; of more the top twelve, and it says so", () => {
    const rows = Array.from({ length: 100 }, (_, i): Cell[] => [`p${i}`, 100 - i]);
    const drawing = draw(chart("horizontal_bar", rows), view);
    expect((drawing.option?.yAxis as { data: string[] }).data).toHaveLength(12);
    expect(drawing.notes[0]).toBe("The top 12 are drawn, and 88 others are in the table.");
  });
});

describe("lines", () => {
  test("end dashed in an unfinished period", () => {
    const [solid, dashed] = seriesOf(chart("line", MONTHS, { unfinished_last: true }));
    expect(solid?.data).toEqual([10, 30, "-"]);
    expect(dashed?.data).toEqual(["-", 30, 20]);
    expect(dashed?.lineStyle?.type).toBe("dashed");
  });
  test("a value between two gaps has a dot, however many periods there are", () => {
    const [line] = seriesOf(
      chart(
        "line",
        [
          ["1970-01-01", 1],
          ["2026-01-01", 2],
          ["2099-01-01", 3],
        ],
        {
          x: { column: 0, label: "year", type: "time", grain: "year" },
        },
      ),
    ) as unknown as { showAllSymbol: boolean; symbolSize: (v: unknown, p: object) => number }[];
    expect(line?.showAllSymbol).toBe(true);
    expect([0, 1, 56, 129].map((dataIndex) => line?.symbolSize(0, { dataIndex }))).toEqual([
      6, 0, 6, 6,
    ]);
  });
  test("break where a month is missing", () => {
    const gap = chart("line", [
      ["2026-08-01", 10],
      ["2026-10-01", 20],
    ]);
    expect(seriesOf(gap)[0]?.data).toEqual([10, "-", 20]);
  });
  test("carry their names at their ends on a wide sheet, in a legend on a phone", () => {
    const split = chart(
      "line",
      [
        ["2026-08-01", 1, "A"],
        ["2026-08-01", 2, "B"],
        ["2026-09-01", 3, "A"],
      ],
      { split: { column: 2, label: "store" } },
    );
    expect(seriesOf(split).map((s) => s.endLabel?.show)).toEqual([true, true]);
    expect((draw(split, { ...view, width: 340 }).option?.legend as { show: boolean }).show).toBe(
      true,
    );
  });
  test("over categories become bars, and say why", () => {
    const text = chart("bar", [["a", 1]]);
    const replaced = draw({ ...text, spec: { ...text.spec, type: "line" } }, view);
    expect(replaced.type).toBe("bar");
    expect(replaced.notes[0]).toMatch(/nothing lies between/);
  });
});

describe("honesty", () => {
  test("a pie of more than six parts becomes bars", () => {
    const rows = Array.from({ length: 7 }, (_, i): Cell[] => [`p${i}`, i + 1]);
    const drawing = draw(chart("pie", rows), view);
    expect(drawing.type).toBe("horizontal_bar");
    expect(drawing.notes[0]).toMatch(/more than six parts/);
    expect(draw(chart("pie", rows.slice(0, 6)), view).type).toBe("pie");
  });
  test("parts below zero are no parts", () => {
    expect(
      draw(
        chart("pie", [
          ["a", -1],
          ["b", 3],
        ]),
        view,
      ).type,
    ).toBe("bar");
  });
  test("nothing to draw is a table", () => {
    expect(draw(chart("bar", []), view)).toMatchObject({ type: "table", option: null });
  });
  test("an unknown type is a table", () => {
    expect(draw(chart("hologram", [["a", 1]]), view).type).toBe("table");
  });
  test("more than eight series: the eight largest, and it says so", () => {
    const rows = Array.from({ length: 10 }, (_, i): Cell[] => ["2026-08-01", i, `s${i}`]);
    const data = chart("stacked_bar", rows, { split: { column: 2, label: "store" } });
    expect(seriesOf(data)).toHaveLength(8);
    expect(seriesOf(data)[0]?.name).toBe("s9");
    expect(draw(data, view).notes[0]).toMatch(/8 largest of 10/);
  });
});

test("the summary names the highest, the lowest and both ends of a time", () => {
  const { summary } = draw(chart("line", MONTHS), view);
  expect(summary).toBe(
    "Line chart of amount by product: highest Sep 2026 ₹30, lowest Aug 2026 ₹10; from Aug 2026 ₹10 to Oct 2026 ₹20.",
  );
});

test("every type draws something", () => {
  const rows: Cell[][] = [
    [1, 10, "A"],
    [2, 20, "B"],
    [3, 15, "A"],
  ];
  const base = chart("bar", rows, { split: { column: 2, label: "store" } });
  for (const type of [
    "bar",
    "horizontal_bar",
    "grouped_bar",
    "stacked_bar",
    "pie",
    "scatter",
    "histogram",
    "heatmap",
  ]) {
    const drawing = draw({ ...base, spec: { ...base.spec, type } }, view);
    expect(drawing.type, type).toBe(type);
    expect((drawing.option?.series as Drawn[])[0]?.data.length, type).toBeGreaterThan(0);
  }
});

test("bins are of a round width and hold every value", () => {
  const bins = binsOf([1, 2, 2.5, 7, 9.9, 10]);
  expect(bins.reduce((n, b) => n + b.count, 0)).toBe(6);
  expect(bins[0]).toEqual({ low: 0, high: 2, count: 1 });
  expect(binsOf([5, 5])).toEqual([{ low: 5, high: 5, count: 2 }]);
  expect(binsOf([])).toEqual([]);
});

test.each([
  [["2026-01-01", "2026-04-01"], "month", 4],
  [["2026-01-01", "2026-07-01"], "quarter", 3],
  [["2025-12-29", "2026-01-12"], "week", 3],
  [["2024-02-28", "2024-03-01"], "day", 3],
  [["2026-01-15", "2026-04-01"], "month", 2], // not on the grid: left as it is
  [["2026-01-01"], "month", 1],
])("periods %j by %s", (keys, grain, count) => {
  expect(fillPeriods(keys, grain)).toHaveLength(count);
});

test("a name cannot become markup in a tooltip", () => {
  expect(escapeHtml('<img src=x onerror="alert(1)">')).not.toMatch(/[<>"]/);
});

test("contrast is WCAG's", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
});
