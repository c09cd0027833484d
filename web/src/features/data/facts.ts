// What an import says, as sentences and short facts. Pure.
import type { ImportColumn, ImportTable, ModelJoin } from "@/api/types";
import { counted, tr, words } from "@/format/words";
import { TYPES } from "./strings";

type Say = (n: number) => string;

const DELIMITERS: Record<string, string> = words({
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "\\t": "tabs",
  "|": "bars",
  " ": "spaces",
});

export function layoutFacts(table: ImportTable): string[] {
  const facts: string[] = [];
  if (table.header_row > 0) facts.push(tr("names from row {n}", { n: table.header_row }));
  else facts.push(tr("no row of names; columns were numbered"));
  if (table.encoding) facts.push(table.encoding);
  const delimiter = DELIMITERS[table.delimiter] ?? table.delimiter;
  if (delimiter) facts.push(tr("parted by {sign}", { sign: delimiter }));
  return facts;
}

/** What was set aside or left out: always said, never hidden. */
export function asideFacts(table: ImportTable, say: Say): string[] {
  const facts: string[] = [];
  const {
    rows_replaced: replaced,
    rows_same: same,
    blank_lines: blank,
    totals_rows: totals,
  } = table;
  if (replaced > 0) {
    facts.push(counted(replaced, "{n} row updated", "{n} rows updated", { n: say(replaced) }));
  }
  if (same > 0) {
    facts.push(
      counted(same, "{n} row already there, unchanged", "{n} rows already there, unchanged", {
        n: say(same),
      }),
    );
  }
  if (blank > 0) {
    facts.push(
      counted(blank, "{n} blank line skipped", "{n} blank lines skipped", { n: say(blank) }),
    );
  }
  if (totals > 0) {
    facts.push(
      counted(totals, "{n} totals row left out", "{n} totals rows left out", { n: say(totals) }),
    );
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
  if (column.format) parts.push(tr("written {format}", { format: column.format }));
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
