// Comments on days: where they stand, what has room, what is said in words.
import { expect, test } from "vitest";
import { EDGES, SAMPLES } from "./gallery/samples";
import { VIEW } from "./gallery/view";
import { labelOf, placeOfDay } from "./happened";
import { draw } from "./option";
import type { ChartData } from "./spec";

const edge = (name: string) => {
  const found = EDGES.find(([n]) => n === name);
  if (!found) throw new Error(`no sample ${name}`);
  return found[1];
};

interface Line {
  xAxis: number;
  label: { show: boolean; formatter: string };
}
const linesOf = (data: ChartData): Line[] => {
  const [first] = draw(data, VIEW).option?.series as { markLine?: { data: Line[] } }[];
  return first?.markLine?.data ?? [];
};

test("a day stands in the period that holds it", () => {
  const months = ["2026-08-01", "2026-09-01", "2026-10-01"];
  expect(placeOfDay(months, "month", "2026-09-30")).toBe(1);
  expect(placeOfDay(months, "month", "2026-10-31")).toBe(2);
  expect(placeOfDay(months, "month", "2026-11-01")).toBe(-1);
  expect(placeOfDay(months, "month", "2026-07-31")).toBe(-1);
  expect(placeOfDay(["2026-11-02", "2026-11-09"], "week", "2026-11-08")).toBe(0);
  expect(placeOfDay(["2026-11-02", "2026-11-05"], null, "2026-11-03")).toBe(-1);
  const hours = ["2026-11-03T08:00:00", "2026-11-03T09:00:00"];
  expect(placeOfDay(hours, "hour", "2026-11-03")).toBe(0);
});

test("comments are lines with their first words, those of one period together", () => {
  const lines = linesOf(edge("comments on days"));
  expect(lines.map((l) => l.xAxis)).toEqual([2, 8, 9, 13]);
  expect(lines.map((l) => l.label.formatter)).toEqual([
    "Second till opened",
    "2 comments",
    "New supplier",
    "Diwali stall on the…",
  ]);
  // One has no room beside the next; it keeps its line and its words in the tooltip.
  expect(lines.map((l) => l.label.show)).toEqual([true, false, true, true]);
});

test("they are said in whole where a picture is not seen", () => {
  const { summary, steps } = draw(edge("comments on days"), VIEW);
  expect(summary).toContain("14 May 2026: Price of oil went up by a fifth overnight");
  expect(summary).toContain("Second till opened (Asha)");
  expect(summary).not.toContain("Not shown");
  expect(steps[9]?.text).toContain("2 Jun 2026: New supplier");
});

test("the tooltip of a period says them below its number", () => {
  const { tooltip } = draw(edge("comments on days"), VIEW).option ?? {};
  const say = (tooltip as { formatter: (items: unknown) => string }).formatter;
  expect(say([{ dataIndex: 8 }])).toContain("Flood: closed for two days");
  expect(say([{ dataIndex: 7 }])).not.toContain("munim-tip-said");
});

test("a plan in time and a calendar mark them, too; names along have no days", () => {
  const [line] = linesOf(edge("comments on a plan"));
  expect(line?.xAxis).toBe(Date.UTC(2026, 9, 6));
  const { series } = draw(edge("comments on a calendar"), VIEW).option ?? {};
  const dots = (series as { type: string; data: unknown[] }[]).filter((d) => d.type === "scatter");
  expect(dots.flatMap((d) => d.data)).toHaveLength(2);
  const said = { ...SAMPLES.bar, happened: [{ at: "2026-03-08", text: "x" }] };
  expect(linesOf(said)).toEqual([]);
});

test("a label is cut between words", () => {
  const label = (text: string) => labelOf({ place: 0, said: [{ at: "2026-01-01", text }] });
  expect(label("Short")).toBe("Short");
  expect(label("The price of everything went up")).toBe("The price of…");
  expect(label("Donaudampfschifffahrtsgesellschaft")).toBe("Donaudampfschifffahrts…");
});
