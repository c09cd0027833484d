import { expect, test } from "vitest";
import { unitsHeld } from "./text-width";

test.each([
  ["Toned Milk 500 ml", "Toned Milk 500\u00a0ml"],
  ["Rice 1 kg, loose", "Rice 1\u00a0kg, loose"],
  ["Tea 12 bags", "Tea 12\u00a0bags"],
  ["Sector 17 market", "Sector 17 market"],
  ["Lot 12 500", "Lot 12 500"],
])("%s keeps a number with its unit", (name, held) => {
  expect(unitsHeld(name)).toBe(held);
});
