import { expect, test } from "vitest";
import { balancedWidth, unitsHeld, wrappedLines } from "./text-width";

test.each([
  ["Toned Milk 500 ml", "Toned Milk 500\u00a0ml"],
  ["Rice 1 kg, loose", "Rice 1\u00a0kg, loose"],
  ["Tea 12 bags", "Tea 12\u00a0bags"],
  ["Sector 17 market", "Sector 17 market"],
  ["Lot 12 500", "Lot 12 500"],
])("%s keeps a number with its unit", (name, held) => {
  expect(unitsHeld(name)).toBe(held);
});

test("names take no more room than they need for the lines that they have", () => {
  const names = ["Suvarna Basmati Rice 10 kg", "Tejas Cow Ghee 1 l"];
  const width = balancedWidth(names, 180);
  expect(width).toBeLessThan(150);
  expect(wrappedLines(names[0]!, width)).toBe(wrappedLines(names[0]!, 180));
});
test("a word that is longer than the room is broken", () => {
  expect(wrappedLines("Donaudampfschifffahrtsgesellschaft", 100)).toBeGreaterThan(1);
  expect(balancedWidth(["Donaudampfschifffahrtsgesellschaft"], 100)).toBe(100);
});
