import { expect, test } from "vitest";
import { filterItems, listCsv, sortItems } from "./list";
import { apiPath, readSearch } from "./search";
import { LIST } from "./sample";

test("sorts by urgency, by numbers, and keeps what has no value last", () => {
  const names = (id: string, descending: boolean) =>
    sortItems(LIST.items, id, descending).map((i) => i.key);
  expect(names("status", false)).toEqual(["R1", "S1", "T1"]);
  expect(names("on_hand", true)).toEqual(["S1", "R1", "T1"]);
  expect(names("on_hand", false)).toEqual(["R1", "S1", "T1"]);
  expect(names("name", false)).toEqual(["R1", "S1", "T1"]);
});

test("finds by all words of name, code or category", () => {
  expect(filterItems(LIST.items, "staples RICE").map((i) => i.key)).toEqual(["R1"]);
  expect(filterItems(LIST.items, "nothing")).toEqual([]);
});

test("the CSV says the state in words and leaves unknown stock empty", () => {
  const lines = listCsv(LIST).trim().split("\r\n");
  expect(lines[0]).toContain("Code,Category,Product,State,Order");
  expect(lines[1]).toMatch(/^R1,Staples,Basmati Rice,Order now,128,/);
  expect(lines[3]).toContain("Stock not known,,");
});

test("the address becomes the way to the server", () => {
  expect(apiPath({})).toBe("/forecast/business");
  expect(apiPath({ level: "sku", thing: "a/b", horizon: 7 })).toBe("/forecast/a%2Fb?horizon=7");
  expect(apiPath({ level: "store", thing: "Pune", lead: 3 })).toBe(
    "/forecast/store?lead_days=3&name=Pune",
  );
  expect(readSearch({ level: "sku", thing: 12, horizon: "7", grain: null, lead: -1 })).toEqual({
    level: "sku",
    thing: "12",
    horizon: 7,
  });
});
