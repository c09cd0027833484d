// All words of the Data pages, in one place for translation.
import type { ImportMode } from "@/api/upload";
import { words } from "@/format/words";

export const T = words({
  title: "Data",
  teach:
    "Drop the files your shop already has: sales, bills, stock, customers. Munim works out the columns, the dates and the money by itself, and tells you what it understood.",
  formats:
    "CSV, TSV or text, Excel (.xlsx, .xls), JSON, NDJSON, Parquet, SQLite, a ZIP of such files, or any of them as .gz",
  formatsShort: "CSV, Excel, JSON, Parquet, SQLite, ZIP or .gz",
  choose: "Choose files",
  dropHere: "Drop files here",
  dropAnywhere: "or drop them anywhere on this page",
  tables: "Tables",
  quality: "Worth a look",
  earlier: "Earlier imports",
  deleted: "Recently deleted",
  nothingYet: "No data yet",
  understood: "What was understood",
  aside: "Set aside",
  unfinished: "Not sent to the end",
  waiting: "Waiting its turn",
  cancelled: "Cancelled. Nothing was changed.",
  failed: "This file could not be read. Your tables are as they were.",
});

export const MODES: Record<Exclude<ImportMode, "create">, { text: string; hint: string }> = words({
  append: { text: "Add the rows", hint: "Every row of the file is added." },
  merge: {
    text: "Add without duplicates",
    hint: "Rows that are already there, by their key, are updated instead of added again.",
  },
  replace: {
    text: "Replace all rows",
    hint: "The old rows go at the moment the new ones are in.",
  },
});

export const ROLES: Record<string, string> = words({
  key: "key",
  link: "link to another table",
  name: "name",
  measure: "number to compute with",
  category: "category",
  time: "date or time",
  place: "place",
  code: "code",
  text: "free text",
  flag: "yes or no",
  unknown: "not known",
});

export const TYPES: Record<string, string> = words({
  bool: "yes/no",
  int: "whole number",
  float: "number",
  text: "text",
  date: "date",
  time: "time",
  timestamp: "date and time",
});

export const ADDITIVITY: Record<string, string> = words({
  sum: "adds up",
  average: "averages, does not add up",
  last: "takes the last over time",
});

export const KINDS: Record<string, string> = words({
  fact: "what happened",
  dimension: "what there is",
  bridge: "what links two tables",
  other: "table",
});

export const ISSUE_KINDS: Record<string, string> = words({
  missing: "Missing values",
  duplicates: "Duplicates",
  outliers: "Unusual values",
  orphans: "Links to nothing",
  gaps: "Gaps in time",
  rejects: "Not readable",
  constant: "Always the same",
  mixed: "Mixed kinds",
});
