import hindi from "@/languages/hi.json";
import { learnLanguage } from "./language";
import { expect, test } from "vitest";
import { formatAgo, formatDate, formatElapsed, type DateStyle } from "./date";

learnLanguage("hi", hindi.language);

test.each<[string, DateStyle, string]>([
  ["2026-11-03", {}, "Tue 3 Nov 2026"],
  ["2026-11-03", { thisYear: 2026 }, "Tue 3 Nov"],
  ["2026-11-03", { short: true }, "3 Nov 2026"],
  ["2026-10-01", { grain: "month" }, "Oct 2026"],
  ["2026-10-01", { grain: "quarter" }, "Q4 2026"],
  ["2026-01-01", { grain: "year" }, "2026"],
  ["2026-11-02", { grain: "week" }, "week of 2 Nov 2026"],
  ["1970-01-01", {}, "Thu 1 Jan 1970"],
  ["2099-12-31", {}, "Thu 31 Dec 2099"],
  ["2024-02-29T14:05:00Z", { thisYear: 2024 }, "Thu 29 Feb 14:05"],
  ["2024-02-29T00:00:00Z", { short: true, thisYear: 2024 }, "29 Feb"],
  ["2026-11-03", { lang: "hi", thisYear: 2026 }, "मंगल 3 नवं"],
  ["not a date", {}, "not a date"],
])("%s %j", (iso, style, text) => {
  expect(formatDate(iso, style)).toBe(text);
});

const now = new Date("2026-11-21T12:00:00Z");
test.each([
  ["2026-11-21T11:59:40Z", "just now"],
  ["2026-11-21T11:58:00Z", "2 min ago"],
  ["2026-11-21T11:57:30.123", "2 min ago"],
  ["2026-11-21T11:00:00Z", "an hour ago"],
  ["2026-11-20T11:00:00Z", "yesterday"],
  ["2026-11-15T11:00:00Z", "6 days ago"],
  ["2026-09-15T11:00:00Z", "15 Sep"],
  ["", ""],
])("%s was %s", (iso, text) => {
  expect(formatAgo(iso, now)).toBe(text);
});

test.each([
  [0.4, "under\u00a01\u00a0ms"],
  [12.3, "12\u00a0ms"],
  [1500, "1.5\u00a0s"],
  [125000, "2 min 5 s"],
])("%d ms", (ms, text) => {
  expect(formatElapsed(ms)).toBe(text);
});
