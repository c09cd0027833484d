// All words of the Forecast page, in one place for translation.
import { counted, words } from "@/format/words";

export const T = words({
  title: "Forecast",
  note: "What will sell, how sure that is, and what to order.",
  everything: "The whole business",
  what: "What",
  nothingFound: "Nothing of that name was ever sold.",
  horizon: "How far ahead",
  grain: "In steps of",
  measure: "Of what",
  confidence: "Range",
  failed: "This could not be forecast",
  failedStart: "Forecasts are not possible yet",
  again: "Try again",
  loading: "Working out the forecast",
  why: "Why",
  howGood: "How good it was",
  kept: "A forecast made before the numbers came, beside them.",
  backtest: "What would have been forecast for the last stretch, knowing only what came before it.",
  order: "What to order",
  lead: "Days from order to delivery",
  review: "Days between orders",
  service: "In stock, of 100 times",
  whatIf: "What if",
  leaveOut: "Forecast without it",
  priceTitle: "Another price",
  promotionTitle: "A promotion",
  from: "From",
  to: "To",
  lift: "Times a normal day",
  liftHint: "your own guess, where the past does not tell",
  events: "Festivals and events",
  eventsNone: "Nothing of the calendar stands out in this past, and nothing lies ahead.",
  own: "Days of your own",
  ownNote:
    "Bring in a calendar file (.ics) of days that move your sales: an anniversary, school holidays, the local fair. They are marked, what they do is learned, and they move the forecast where that makes it better.",
  addCalendar: "Add a calendar",
  removeCalendar: "Remove",
  notCalendar: "This calendar could not be taken",
  price: "Price change, percent",
  priceHint: "below zero: cheaper",
  tryIt: "Try it",
  list: "Order list",
  listNote: "Everything at once, the most urgent first.",
  make: "Forecast everything",
  makeAgain: "Forecast everything again",
  making: "Forecasting everything",
  cancel: "Cancel",
  download: "Download",
  noList: "No list was made yet",
  noListNote:
    "Munim forecasts every product on its own, makes the parts add up to the whole, and says what to order. It takes seconds to minutes, and goes on while you look at other pages.",
  stale: "The data has changed since this list was made.",
  noData: "There is nothing to forecast yet",
  noDataNote:
    "Bring in a file that says when something was sold and how much of it: a date and a quantity or an amount in each row is enough. Products, categories and stores are found by themselves.",
  bringIn: "Bring in a file",
});

export const LEVELS: Record<string, string> = words({
  all: "Everything",
  sku: "Product",
  category: "Category",
  store: "Store",
});

export const GRAINS: Record<string, string> = words({
  day: "Days",
  week: "Weeks",
  month: "Months",
});

const SPANS: Record<string, (n: number) => string> = {
  day: (n) => counted(n, "{n} day", "{n} days"),
  week: (n) => counted(n, "{n} week", "{n} weeks"),
  month: (n) => counted(n, "{n} month", "{n} months"),
};

/** "28 days": so many steps of that grain. */
export const spanText = (n: number, grain: string): string => SPANS[grain]?.(n) ?? String(n);

export const GRAIN: Record<string, string> = words({ day: "day", week: "week", month: "month" });

export const TRUST: Record<string, string> = words({
  high: "Fairly sure",
  medium: "Somewhat sure",
  low: "Unsure",
});

export const STATUS: Record<string, string> = words({
  out_of_stock: "Out of stock",
  order_now: "Order now",
  order_soon: "Order soon",
  enough: "Enough",
  unknown: "Stock not known",
});

export const LEAD_FROM: Record<string, string> = words({
  data: "as your data says",
  given: "as you set it",
  default: "assumed: your data does not say",
});
