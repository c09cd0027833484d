// Rows of a result as a table: formatted by each column's type and unit.
import { useMemo, useState } from "react";
import { columnDecimals } from "@/format/number";
import {
  formatCell,
  isNumeric,
  type Cell,
  type FormatColumn,
  type FormatOptions,
} from "@/format/value";
import { DataTable, type Sort, type TableColumn } from "./data-table";
import { Pager } from "./pager";
import { tr } from "@/format/words";
import { Input } from "./field";
import { useFormat } from "./preferences";

export interface ResultColumn extends FormatColumn {
  label?: string;
  role?: string;
  /** Not asked for: what the order or a condition hangs on. */
  support?: boolean;
}

interface Indexed {
  index: number;
  cells: readonly Cell[];
}

function compare(a: Cell, b: Cell): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

function sorted(rows: Indexed[], sort: Sort | null): Indexed[] {
  if (!sort) return rows;
  const k = Number(sort.id);
  const way = sort.descending ? -1 : 1;
  const isEmpty = (row: Indexed) => row.cells[k] === null || row.cells[k] === undefined;
  return [...rows].sort((a, b) => {
    // What is missing stays at the end, whichever way.
    if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b));
    return way * compare(a.cells[k], b.cells[k]);
  });
}

type ResultTableColumn = TableColumn<Indexed> & { text: (row: Indexed) => string };

export function resultColumns(
  columns: readonly ResultColumn[],
  rows: readonly (readonly Cell[])[],
  format: FormatOptions,
): ResultTableColumn[] {
  return columns.map((column, k) => {
    const numeric = isNumeric(column) && !["key", "link", "code"].includes(column.role ?? "");
    const decimals = numeric
      ? columnDecimals(
          rows.map((row) => row[k]),
          column.unit ?? undefined,
        )
      : undefined;
    return {
      id: String(k),
      header: column.label ?? column.name,
      note: column.name,
      numeric,
      quiet: column.support,
      text: (row) => formatCell(row.cells[k], column, format, { decimals, short: true }),
      cell: (row) => {
        const text = formatCell(row.cells[k], column, format, { decimals, short: true });
        return <span title={numeric ? undefined : text}>{text}</span>;
      },
    };
  });
}

interface ResultTableProps {
  caption: string;
  columns: readonly ResultColumn[];
  rows: readonly (readonly Cell[])[];
  pageSize?: number;
  sortable?: boolean;
  maxHeight?: number;
  /** With a field to narrow the rows by what they contain. */
  filterable?: boolean;
}

const FILTER_FROM = 8;

export function ResultTable({
  caption,
  columns,
  rows,
  pageSize = 25,
  sortable = true,
  maxHeight,
  filterable = false,
}: ResultTableProps) {
  const format = useFormat();
  const [sort, setSort] = useState<Sort | null>(null);
  const [offset, setOffset] = useState(0);
  const shown = useMemo(() => resultColumns(columns, rows, format), [columns, rows, format]);
  const [typed, setTyped] = useState("");
  const all = useMemo(() => {
    const wanted = typed.trim().toLowerCase();
    const has = (row: Indexed) =>
      shown.some((column) => column.text(row).toLowerCase().includes(wanted));
    const indexed = rows.map((cells, index) => ({ index, cells }));
    return sorted(wanted ? indexed.filter(has) : indexed, sort);
  }, [rows, sort, typed, shown]);
  const start = offset < all.length ? offset : 0;
  return (
    // Two or three columns are kept together: a number far from its name is hard to follow.
    <div
      className="flex flex-col gap-2"
      style={columns.length <= 3 ? { maxWidth: columns.length * 280 } : undefined}
    >
      {filterable && rows.length >= FILTER_FROM && (
        <div className="px-4 pt-3 md:px-5">
          <Input
            type="search"
            className="w-60!"
            aria-label={tr("Only rows that contain")}
            placeholder={tr("Only rows that contain")}
            value={typed}
            onChange={(e) => {
              setTyped(e.target.value);
              setOffset(0);
            }}
          />
        </div>
      )}
      <DataTable
        caption={caption}
        columns={shown}
        rows={all.slice(start, start + pageSize)}
        rowKey={(row) => row.index}
        sort={sort}
        onSort={
          sortable
            ? (next) => {
                setSort(next);
                setOffset(0);
              }
            : undefined
        }
        maxHeight={maxHeight}
      />
      <Pager offset={start} size={pageSize} total={all.length} onChange={setOffset} />
    </div>
  );
}
