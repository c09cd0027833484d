import { expect, test } from "vitest";
import { DEFAULT_FORMAT } from "@/format/value";
import { drawAhead } from "./ahead";
import { eventDays, type AheadData } from "./ahead-words";
import type { ChartView } from "./spec";

const VIEW: ChartView = {
  theme: {
    ink: "#111111",
    ink2: "#222222",
    ink3: "#333333",
    line: "#444444",
    sheet: "#ffffff",
    wash: "#eeeeee",
    good: "#00aa00",
    bad: "#aa0000",
    series: ["#0000aa", "#aa5500"],
    font: "sans-serif",
  },
  format: DEFAULT_FORMAT,
  width: 800,
  still: true,
};

const DATA: AheadData = {
  past: [
    { date: "2026-11-01", quantity: 10 },
    { date: "2026-11-02", quantity: null },
    { date: "2026-11-03", quantity: 12 },
  ],
  ahead: [{ date: "2026-11-04", quantity: 11, lower: 5, upper: 17 }],
  events: [
    { date: "2026-11-02", name: "Diwali" },
    { date: "2026-11-03", name: "Diwali" },
    { date: "2020-01-01", name: "Long ago" },
  ],
  unit: "",
  grain: "day",
  measure: "Rice",
  confidence: 95,
};

interface Drawn {
  name: string;
  type: string;
  data: unknown[];
}
const seriesOf = (data: AheadData) => drawAhead(data, VIEW).option.series as unknown as Drawn[];

test("gaps stay open, the dashed line starts where the past ends, the band is the range", () => {
  const [low, band, past, ahead] = seriesOf(DATA);
  expect(past?.data).toEqual([10, "-", 12, "-"]);
  expect(ahead?.data).toEqual(["-", "-", 12, 11]);
  expect(low?.data).toEqual(["-", "-", "-", 5]);
  expect(band?.data).toEqual(["-", "-", "-", 12]);
});

test("a festival is marked once, on its first day that is shown", () => {
  const dates = ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"];
  const days = eventDays(DATA, { dates, names: dates, from: 3 });
  expect(days).toEqual([{ index: 1, name: "Diwali", rank: 0 }]);
  expect(seriesOf(DATA)[4]?.data).toHaveLength(1);
  expect(seriesOf({ ...DATA, events: [] })).toHaveLength(4);
});

test("says itself in words", () => {
  expect(drawAhead(DATA, VIEW).summary).toBe(
    "Line chart of Rice: 3 days of the past, then expected from Wed 4 Nov 2026 to Wed 4 Nov 2026, 11 in all.",
  );
});

test("of names that would overlap the most telling stands", () => {
  const dates = Array.from({ length: 30 }, (_, i) => `2026-11-${String(i + 1).padStart(2, "0")}`);
  const events = [
    { date: "2026-11-06", name: "Dhanteras" },
    { date: "2026-11-07", name: "Choti Diwali" },
    { date: "2026-11-08", name: "Diwali", major: true },
    { date: "2026-11-08", name: "Town fair", major: true },
    { date: "2026-11-23", name: "Bank holiday", major: true },
    { date: "2026-11-24", name: "Guru Nanak Jayanti", telling: true },
  ];
  const past = dates.map((date) => ({ date, quantity: 10 }));
  const series = seriesOf({ ...DATA, past, ahead: [], events });
  const marks = series.find((s) => s.type === "scatter")?.data as unknown as {
    name: string;
    label: { show: boolean };
  }[];
  expect(marks.map((m) => [m.name, m.label.show])).toEqual([
    ["Dhanteras", false],
    ["Choti Diwali", false],
    ["Diwali", true],
    ["Town fair", false],
    ["Bank holiday", false],
    ["Guru Nanak Jayanti", true],
  ]);
});
