// What the server tells of an import, for the tests.
import type { ImportTable } from "@/api/types";

export const TABLE: ImportTable = {
  table: "sales",
  origin: "sales.csv",
  rows_read: 1201,
  rows_loaded: 1200,
  rows_replaced: 0,
  rows_same: 0,
  blank_lines: 2,
  totals_rows: 1,
  rejects: 12,
  header_row: 3,
  encoding: "Windows-1252",
  delimiter: ";",
  notes: ["Two columns were called Date; the second is date_2."],
  columns: [
    {
      name: "d",
      header: "Date",
      type: "date",
      format: "31-12-2026",
      unit: "",
      guessed: true,
      note: "no day above 12 was seen",
      rejects: 0,
    },
    {
      name: "amt",
      header: "Amt",
      type: "float",
      format: "1,23,456.78",
      unit: "INR",
      guessed: false,
      note: "",
      rejects: 12,
    },
  ],
};
