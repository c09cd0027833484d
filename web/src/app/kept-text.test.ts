import { expect, test } from "vitest";
import { keptText } from "./kept-text";

// The tests run in India: UTC and half past five.
const NOW = new Date("2026-11-21T12:00:00Z");

test("says the time of today, and the day of before", () => {
  expect(keptText(new Date("2026-11-21T08:35:00Z"), NOW, false)).toBe(
    "You are offline. What you see is from 14:05 today.",
  );
  expect(keptText(new Date("2026-11-20T18:29:00Z"), NOW, true)).toBe(
    "Munim does not answer. What you see is from Fri 20 Nov, 23:59.",
  );
});
