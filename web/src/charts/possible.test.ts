import { describe, expect, test } from "vitest";
import { SAMPLES, column, sample } from "./gallery/samples";
import { VIEW } from "./gallery/view";
import { draw } from "./option";
import { pictureOf } from "./picture";
import { offerOf, possibleTypes, withType } from "./possible";
import type { ChartData, ChartType, MarkValue } from "./spec";
import { rangeOf, zoomTo } from "./zoom";

const can = (data: ChartData) =>
  possibleTypes(data)
    .filter((t) => t.can)
    .map((t) => t.type);
const why = (data: ChartData, type: ChartType) =>
  possibleTypes(data).find((t) => t.type === type)?.why;

describe("possible types", () => {
  test("of names and a number", () => {
    const found = can(SAMPLES.bar);
    for (const type of ["bar", "horizontal_bar", "pie", "treemap", "pareto", "table"])
      expect(found).toContain(type);
    for (const type of ["line", "scatter", "gantt", "sankey", "map_regions"])
      expect(found).not.toContain(type);
    expect(why(SAMPLES.bar, "line")).toBe("It needs dates.");
    expect(why(SAMPLES.bar, "scatter")).toBe("It needs two numbers for each row.");
    expect(why(SAMPLES.bar, "map_points")).toBe("It needs latitude and longitude.");
  });
  test("a pie of seven is refused with the rule's reason", () => {
    const data = sample(
      "bar",
      [column("p", "text"), column("n", "int")],
      Array.from({ length: 7 }, (_, i) => [`p${i}`, i + 1]),
    );
    expect(why(data, "pie")).toMatch(/more than six parts/);
  });
  test("names in several rows need a second group", () => {
    expect(why(SAMPLES.heatmap, "pie")).toBe("Its names stand in more than one row each.");
    expect(can(SAMPLES.heatmap)).toEqual(
      expect.arrayContaining(["grouped_bar", "treemap", "sunburst", "sankey"]),
    );
  });
  test("what the server finds to suit it stands first, best first", () => {
    const spec = { ...SAMPLES.map_regions.spec, type: "horizontal_bar" };
    const data = {
      ...SAMPLES.map_regions,
      spec: { ...spec, alternatives: ["map_regions", "bar"] },
    };
    const { suits, others } = offerOf(data);
    expect(suits.map((t) => t.type)).toEqual(["horizontal_bar", "map_regions", "bar"]);
    expect(others.map((t) => t.type)).toContain("treemap");
    expect(others.every((t) => t.can)).toBe(true);
  });
  test("of nothing: a table", () => expect(can({ ...SAMPLES.bar, rows: [] })).toEqual(["table"]));
  test.each(Object.entries(SAMPLES))("%s can draw its own example", (type, data) =>
    expect(can(data)).toContain(type),
  );
  test("what can be chosen is drawn as what was chosen", () => {
    for (const data of Object.values(SAMPLES)) {
      for (const type of can(data)) {
        const chosen = withType(data, type);
        expect(chosen, type).not.toBeNull();
        // Long names may still lay bars down.
        const wide = chosen && draw(chosen, { ...VIEW, width: 4000 }).type;
        expect([type, type === "bar" ? "horizontal_bar" : type], data.spec.type).toContain(wide);
      }
    }
  });
  test("the columns are given anew: bars of a month's lines keep dates along", () => {
    const bars = withType(SAMPLES.line, "bar");
    expect(bars?.spec.x?.column).toBe(0);
    const bubbles = withType(SAMPLES.scatter, "bubble");
    expect([
      bubbles?.spec.x?.column,
      bubbles?.spec.series[0]?.column,
      bubbles?.spec.size?.column,
    ]).toEqual([1, 0, 2]);
  });
});

describe("marks", () => {
  const mark = (type: keyof typeof SAMPLES, p: object): MarkValue[] =>
    draw(SAMPLES[type], VIEW).mark(p);
  test("of a bar: its category; of a stack: its part too", () => {
    expect(mark("horizontal_bar", { dataIndex: 1, seriesIndex: 0 })).toEqual([
      { column: 0, value: "Sunflower Oil 1 l" },
    ]);
    const part = mark("stacked_bar", { dataIndex: 0, seriesIndex: 1 });
    expect(part[0]).toEqual({ column: 0, value: "2025-09-01" });
    expect(part[1]?.column).toBe(2);
  });
  test("of a cell, a bar of a pareto, a flow, a region", () => {
    expect(mark("heatmap", { value: [2, 0, 5] })[0]).toEqual({ column: 0, value: "Drinks" });
    expect(mark("pareto", { dataIndex: 0 })).toEqual([{ column: 0, value: "Product 1" }]);
    expect(mark("map_regions", { name: "Tamil Nadu" })).toEqual([{ column: 0, value: "TN" }]);
    const option = draw(SAMPLES.sankey, VIEW).option as {
      series: { links: { source: string; target: string }[] }[];
    };
    expect(mark("sankey", { data: option.series[0]?.links[0] })).toEqual([
      { column: 0, value: "Central store" },
      { column: 2, value: "Indiranagar" },
    ]);
  });
  test("are walked by key, each in words", () => {
    const { steps } = draw(SAMPLES.horizontal_bar, VIEW);
    expect(steps[0]).toEqual({
      at: { seriesIndex: 0, dataIndex: 0 },
      text: "Toor Dal 1 kg: ₹4,82,300",
    });
  });
});

describe("a part of the time", () => {
  const along = draw(SAMPLES.line, VIEW).along!;
  test("whichever end was first, kept inside the axis", () => {
    expect(rangeOf(along, 99, 2)).toEqual({ column: 0, from: "2025-11-01", to: "2026-10-01" });
  });
  test("is drawn as if it were all, and is finished before the last", () => {
    const part = zoomTo(SAMPLES.line, rangeOf(along, 0, 2));
    expect(part.rows).toHaveLength(3);
    expect(part.spec.unfinished_last).toBe(false);
    expect(zoomTo(SAMPLES.line, null)).toBe(SAMPLES.line);
  });
});

test("a picture has its title on the sheet's ground, as text and not as markup", () => {
  const picture = pictureOf(
    { svg: '<svg width="10" height="10"></svg>', width: 400, height: 100 },
    "Sales <b> & more",
    VIEW.theme,
  );
  expect(picture.svg).toContain("Sales &lt;b&gt; &amp; more");
  expect(picture.svg).toContain('fill="#ffffff"');
  expect(picture.height).toBeGreaterThan(130);
});

test("100,000 categories are cut to the top, said, and quick", () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => [`Product ${i}`, i]);
  const data = sample("bar", [column("p", "text"), column("n", "int")], rows.reverse());
  const start = performance.now();
  const drawing = draw(data, VIEW);
  expect(performance.now() - start).toBeLessThan(2000);
  expect(drawing.notes).toEqual(["The top 12 are drawn, and 99,988 others are in the table."]);
  expect((drawing.option?.yAxis as { data: string[] }).data[0]).toBe("Product 99999");
});
