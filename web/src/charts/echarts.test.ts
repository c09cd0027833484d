import { getMap } from "echarts/core";
import { describe, expect, test } from "vitest";
import { load } from "./echarts";

describe("load", () => {
  test("an outline that comes before the charts with maps waits for them", async () => {
    await load(["world"]);
    expect(getMap("world")).toBeTruthy();
  });
});
