import { describe, expect, test } from "vitest";
import {
  grown,
  inOrder,
  placeFor,
  settled,
  stepped,
  swapped,
  type Moved,
  type Step,
} from "./layout";
import { makeBoard, makeCard } from "./sample";
import type { Card } from "./types";

const { cards } = makeBoard();

function after(from: readonly Card[], moved: Moved[]): Card[] {
  const places = new Map(moved.map((m) => [m.id, m]));
  return settled(from.map((c) => ({ ...c, ...places.get(c.id) })));
}
const step = (id: string, way: Step) => after(cards, stepped(cards, id, way));
const place = (list: Card[], id: string) => {
  const { x = -1, y = -1, w = -1, h = -1 } = list.find((c) => c.id === id) ?? {};
  return [x, y, w, h];
};

function overlaps(list: readonly Card[]): boolean {
  return list.some((a) =>
    list.some(
      (b) => a !== b && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
    ),
  );
}

describe("the menu", () => {
  const sized = (id: string, way: "wider" | "narrower" | "taller" | "shorter") =>
    place(after(cards, grown(cards, id, way)), id);

  test("goes through widths that are seen, and moves a card in where it would stand out", () => {
    expect(sized("left", "wider")).toEqual([0, 0, 8, 4]);
    expect(sized("left", "narrower")).toEqual([0, 0, 4, 4]);
    expect(sized("right", "wider").slice(2)).toEqual([8, 4]);
    expect(sized("below", "taller")).toEqual([0, 4, 12, 5]);
    expect(overlaps(after(cards, grown(cards, "right", "wider")))).toBe(false);
  });

  test("stops at the smallest and at the whole width", () => {
    expect(grown(cards, "below", "wider")).toEqual([]);
    const small = [makeCard("small", { w: 3, h: 3 })];
    expect(grown(small, "small", "narrower")).toEqual([]);
    expect(grown(small, "small", "shorter")).toEqual([]);
  });
});

describe("the arrow keys", () => {
  test("make a card larger and smaller, and the others room", () => {
    expect(place(step("left", "taller"), "left")).toEqual([0, 0, 6, 5]);
    expect(place(step("left", "taller"), "below")).toEqual([0, 5, 12, 4]);
    expect(place(step("right", "narrower"), "right")).toEqual([6, 0, 5, 4]);
  });

  test("move it past what stands above or below", () => {
    const moved = step("below", "up");
    expect(place(moved, "below")).toEqual([0, 0, 12, 4]);
    expect(inOrder(moved)[0]?.id).toBe("below");
    const pile = [makeCard("top"), makeCard("foot", { y: 4 })];
    expect(place(after(pile, stepped(pile, "top", "down")), "top")).toEqual([0, 4, 6, 4]);
    expect(place(after(pile, stepped(pile, "foot", "up")), "top")).toEqual([0, 4, 6, 4]);
  });

  test.each(["left", "right", "up", "down", "wider", "taller"] as Step[])(
    "never lay cards over each other: %s",
    (way) => {
      for (const { id } of cards) expect(overlaps(step(id, way))).toBe(false);
    },
  );

  test("stop at the edge, and at the smallest size", () => {
    expect(stepped(cards, "left", "left")).toEqual([]);
    expect(stepped(cards, "left", "up")).toEqual([]);
    const small = [makeCard("only", { w: 3, h: 3 })];
    expect(stepped(small, "only", "narrower")).toEqual([]);
    expect(stepped(small, "nobody", "left")).toEqual([]);
  });
});

test("a card moves one place earlier as one reads", () => {
  const order = inOrder(after(cards, swapped(cards, "right", -1))).map((c) => c.id);
  expect(order).toEqual(["right", "left", "below"]);
  const up = inOrder(after(cards, swapped(cards, "below", -1))).map((c) => c.id);
  expect(up.indexOf("below")).toBeLessThan(up.indexOf("right"));
  expect(swapped(cards, "left", -1)).toEqual([]);
});

test("a new card takes the first free place at the foot", () => {
  expect(placeFor([], "question")).toEqual({ x: 0, y: 0, w: 6, h: 4 });
  expect(placeFor([makeCard("a")], "question")).toEqual({ x: 6, y: 0, w: 6, h: 4 });
  expect(placeFor(cards, "kpi")).toEqual({ x: 0, y: 8, w: 3, h: 2 });
});

test("cards that stand outside the columns are pulled in", () => {
  const [card] = settled([makeCard("a", { x: 11, y: 9, w: 20 })]);
  expect([card?.x, card?.y, card?.w]).toEqual([0, 0, 12]);
});
