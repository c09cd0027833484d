import { describe, expect, test } from "vitest";
import type { ModelJoin } from "@/api/types";
import { BOX, drawModel } from "./model-layout";

const join = (from: string, to: string): ModelJoin => ({
  from,
  to,
  coverage: 1,
  origin: "inferred",
  kind: "many-to-one",
});
const tables = (...names: string[]) => names.map((table) => ({ table }));

describe("the picture of the model", () => {
  test("what is referred to stands right of what refers to it", () => {
    const { places } = drawModel({
      tables: tables("lines", "bills", "shops", "notes"),
      joins: [
        join("lines.bill", "bills.id"),
        join("bills.shop", "shops.id"),
        join("lines.shop", "shops.id"),
      ],
    });
    const x = Object.fromEntries(places.map((p) => [p.table, p.x]));
    expect(x.lines).toBeLessThan(x.bills ?? 0);
    expect(x.bills).toBeLessThan(x.shops ?? 0);
    expect(x.notes).toBe(x.lines);
  });

  test("boxes never lie on each other, and all is inside", () => {
    const picture = drawModel({ tables: tables("a", "b", "c", "d"), joins: [join("a.x", "b.x")] });
    const keys = new Set(picture.places.map((p) => `${p.x},${p.y}`));
    expect(keys.size).toBe(4);
    for (const p of picture.places) {
      expect(p.x + BOX.width).toBeLessThanOrEqual(picture.width);
      expect(p.y + BOX.height).toBeLessThanOrEqual(picture.height);
    }
  });

  test("rings and tables that refer to themselves are drawn too", () => {
    const picture = drawModel({
      tables: tables("staff", "teams"),
      joins: [
        join("staff.boss", "staff.id"),
        join("staff.team", "teams.id"),
        join("teams.lead", "staff.id"),
      ],
    });
    expect(picture.places).toHaveLength(2);
    expect(picture.edges).toHaveLength(3);
    expect(picture.edges.every((e) => !e.path.includes("NaN"))).toBe(true);
  });
});
