// All words of the Explore page, in one place for translation.
import { words } from "@/format/words";

export const T = words({
  title: "Explore",
  note: "Put a question together piece by piece, or write it in SQL.",
  build: "Build",
  sql: "SQL",
  ways: "Ways to ask",
  show: "Show",
  by: "By",
  only: "Only",
  period: "Period",
  compare: "Compared with",
  order: "Order",
  most: "At most",
  addFigure: "Add a figure",
  addBreak: "Break it down",
  addFilter: "Add a condition",
  everything: "All time",
  custom: "From, to",
  from: "From",
  to: "To, and no further",
  all: "All",
  start: "Choose a figure to begin: what do you want to see?",
  noData: "There is nothing to explore yet",
  noDataNote: "Bring in a file of sales, bills or stock; its tables and columns then stand here.",
  bringIn: "Bring in a file",
  kept: "This question has parts that cannot be shown here. They are kept as they are.",
  asAsked: "as it was asked",
  openAsk: "Open in Ask",
  asSql: "Edit as SQL",
  run: "Run",
  running: "Running",
  stop: "Stop",
  failed: "This could not be run",
  failedModel: "The tables and columns could not be read",
  again: "Try again",
  editor: "SQL statement",
  tables: "Tables",
  history: "Run before",
  saved: "Saved",
  save: "Save",
  removed: "Removed.",
  undo: "Undo",
  remove: "Remove",
  noRows: "No rows came back.",
  keys: "Ctrl and Enter runs it",
});

export const AGGREGATES: Record<string, string> = words({
  sum: "total {name}",
  avg: "average {name}",
  min: "lowest {name}",
  max: "highest {name}",
  median: "middle {name}",
  count_distinct: "number of different {name}",
  rows: "number of {name}",
});

export const GRAINS: Record<string, string> = words({
  day: "day",
  week: "week",
  month: "month",
  quarter: "quarter",
  year: "year",
});

export const OPS: Record<string, string> = words({
  "=": "is",
  "<>": "is not",
  contains: "contains",
  starts: "begins with",
  ">": "over",
  ">=": "at least",
  "<": "under",
  "<=": "at most",
  is_null: "is empty",
});

export const COMPARES: Record<string, string> = words({
  none: "nothing",
  previous: "the period before",
  year_before: "the year before",
});

export const ORDERS: Record<string, string> = words({
  none: "as it comes",
  high: "highest first",
  low: "lowest first",
});

export const PERIODS: Record<string, string> = words({
  this_month: "This month",
  last_month: "Last month",
  last_30: "Last 30 days",
  last_90: "Last 90 days",
  this_year: "This year",
  last_year: "Last year",
});
