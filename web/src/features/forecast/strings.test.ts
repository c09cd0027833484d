import { afterEach, expect, test } from "vitest";
import { setCatalog } from "@/format/words";
import { spanText } from "./strings";

afterEach(() => setCatalog({}));

test.each([
  [28, "day", "28 days"],
  [1, "week", "1 week"],
  [1, "month", "1 month"],
  [6, "month", "6 months"],
])("%d of %s", (n, grain, text) => {
  expect(spanText(n, grain)).toBe(text);
});

test("is said in the person's language", () => {
  setCatalog({ "{n} days": "{n} दिन" }, "hi");
  expect(spanText(7, "day")).toBe("7 दिन");
});
