// All words of Home, in one place for translation.
import { tr, words } from "@/format/words";
import type { Verdict } from "./figures";

export const T = words({
  figures: "How it went",
  loading: "Looking at the last days",
  coming: "Coming up",
  data: "Your data",
  tries: "Ask next",
  more: "See the forecast",
  orders: "See the order list",
  makeList: "Work out what to order",
  noList: "Which products to order is not worked out yet. It takes seconds to minutes.",
  staleList: "The order list is from before the data changed.",
  noStock: "The order list is ready. The stock is not known, so it cannot say what is urgent.",
  nothingToOrder: "Nothing needs ordering today.",
  nothingComing: "No festival is near, and nothing is known to run out.",
  allWell: "Nothing stands out: no gaps, duplicates or unreadable values.",
  allData: "See all data",
  failedForecast: "What was to be expected could not be worked out.",
  emptyTitle: "Good to have you here",
  emptyNote: "This page tells you every morning how the business is doing. It needs data to speak.",
  bringIn: "Bring in a file",
});

export const STEPS: { title: string; text: string }[] = words([
  {
    title: "Bring in what you have",
    text: "A file of sales or bills, as it comes from the till or from a spreadsheet. A date and an amount in each row is enough.",
  },
  {
    title: "Check what was understood",
    text: "Munim works out columns, dates and money by itself and says where it guessed.",
  },
  {
    title: "Ask in your own words",
    text: "What sold most last month? Which customers stopped buying? What runs out this week?",
  },
  {
    title: "Come back in the morning",
    text: "Here stand yesterday's figures beside what was to be expected, and what to order.",
  },
]);

export const VERDICTS: Record<Verdict, string> = words({
  usual: "as expected",
  more: "above expected",
  less: "below expected",
});

/** "Good morning" by the person's clock. */
export function greeting(hour: number): string {
  if (hour < 12) return tr("Good morning");
  return hour < 17 ? tr("Good afternoon") : tr("Good evening");
}

export const LEADS: Record<Verdict, string> = words({
  usual:
    "On {day} {measure} came to {actual}. I expected about {expected}, so it was an ordinary day.",
  more: "On {day} {measure} came to {actual}, more than the {upper} that such a day brings at most, as a rule.",
  less: "On {day} {measure} came to {actual}, less than the {lower} that such a day brings at least, as a rule.",
});
