// What an import says, as sentences and short facts. Pure.
import type { ImportColumn, ImportTable, ModelJoin } from "@/api/types";
import { plural } from "@/format/text";
import { TYPES } from "./strings";

type Say = (n: number) => string;

const DELIMITERS: Record<string, string> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "\\t": "tabs",
  "|": "bars",
  " ": "spaces",
};

export function layoutFacts(table: ImportTable): string[] {
  const facts: string[] = [];
  if (table.header_row > 0) facts.push(`names from row ${table.header_row}`);
  else facts.push("no row of names; columns were numbered");
  if (table.encoding) facts.push(table.encoding);
  const delimiter = DELIMITERS[table.delimiter] ?? table.delimiter;
  if (delimiter) facts.push(`parted by ${delimiter}`);
  return facts;
}

/** What was set aside or left out: always said, never hidden. */
export function asideFacts(table: ImportTable, say: Say): string[] {
  const facts: string[] = [];
  const rows = (n: number) => `${say(n)} ${plural(n, "row")}`;
  if (table.rows_replaced > 0) facts.push(`${rows(table.rows_replaced)} updated`);
  if (table.rows_same > 0) facts.push(`${rows(table.rows_same)} already there, unchanged`);
  if (table.blank_lines > 0) {
    facts.push(`${say(table.blank_lines)} blank ${plural(table.blank_lines, "line")} skipped`);
  }
  if (table.totals_rows > 0) {
    facts.push(`${say(table.totals_rows)} totals ${plural(table.totals_rows, "row")} left out`);
  }
  return facts;
}

/** Rows of totals are set aside too, but there is nothing wrong with them. */
export function unreadable(table: ImportTable): number {
  return Math.max(0, table.rejects - table.totals_rows);
}

export function columnFacts(column: ImportColumn): string {
  const parts = [TYPES[column.type] ?? column.type];
  if (column.unit) parts.push(column.unit);
  if (column.format) parts.push(`written ${column.format}`);
  return parts.join(", ");
}

const tableOf = (path: string) => path.slice(0, path.indexOf("."));
const columnOf = (path: string) => path.slice(path.indexOf(".") + 1);

export interface JoinFact {
  column: string;
  other: string;
  otherColumn: string;
  /** Whether this table has the many side. */
  outward: boolean;
  coverage: number;
  origin: string;
}

export function joinsOf(table: string, joins: readonly ModelJoin[]): JoinFact[] {
  return joins.flatMap((join) => {
    const outward = tableOf(join.from) === table;
    if (!outward && tableOf(join.to) !== table) return [];
    const [mine, theirs] = outward ? [join.from, join.to] : [join.to, join.from];
    return [
      {
        column: columnOf(mine),
        other: tableOf(theirs),
        otherColumn: columnOf(theirs),
        outward,
        coverage: join.coverage,
        origin: join.origin,
      },
    ];
  });
}
