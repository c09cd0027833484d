// A table of any rows: sticky head, sort by a click on the head, numbers to the right.
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export interface TableColumn<Row> {
  id: string;
  header: string;
  note?: string;
  numeric?: boolean;
  wrap?: boolean;
  /** Beside what the table is about. */
  quiet?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface Sort {
  id: string;
  descending: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  columns: TableColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row, index: number) => string | number;
  sort?: Sort | null;
  onSort?: (sort: Sort | null) => void;
  maxHeight?: number;
}

/** Down, up, as it was. Numbers begin with the largest. */
export function nextSort(sort: Sort | null | undefined, id: string, numeric: boolean): Sort | null {
  const first = numeric;
  if (sort?.id !== id) return { id, descending: first };
  return sort.descending === first ? { id, descending: !first } : null;
}

function Head<Row>({
  column,
  sort,
  onSort,
}: { column: TableColumn<Row> } & Pick<DataTableProps<Row>, "sort" | "onSort">) {
  const mine = sort?.id === column.id ? sort : null;
  const Arrow = mine?.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={mine ? (mine.descending ? "descending" : "ascending") : undefined}
      className={cx(
        "sticky top-0 z-10 border-b border-line bg-sheet px-3 py-2 text-small whitespace-nowrap first:pl-4 last:pr-4 md:first:pl-5 md:last:pr-5",
        column.quiet ? "text-ink-3" : "font-medium text-ink-2",
        column.numeric ? "text-right" : "text-left",
      )}
    >
      {onSort ? (
        <button
          type="button"
          title={column.note}
          className="group inline-flex items-center gap-1 rounded-sm hover:text-ink"
          onClick={() => onSort(nextSort(sort, column.id, column.numeric ?? false))}
        >
          {column.numeric && (
            <Arrow
              size={16}
              aria-hidden="true"
              className={cx(!mine && "opacity-0 group-hover:opacity-50")}
            />
          )}
          {column.header}
          {!column.numeric && (
            <Arrow
              size={16}
              aria-hidden="true"
              className={cx(!mine && "opacity-0 group-hover:opacity-50")}
            />
          )}
        </button>
      ) : (
        <span title={column.note}>{column.header}</span>
      )}
    </th>
  );
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, sort, onSort, maxHeight } = props;
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="relative overflow-auto focus-visible:outline-offset-[-2px]"
      style={maxHeight ? { maxHeight } : undefined}
    >
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {rows.map((row, i) => (
            <tr key={rowKey(row, i)} className="hover:bg-wash">
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={cx(
                    "border-b border-line px-3 py-2 align-top text-small first:pl-4 last:pr-4 md:first:pl-5 md:last:pr-5",
                    column.quiet && "text-ink-3",
                    column.numeric && "tabular text-right whitespace-nowrap",
                    !column.numeric && (column.wrap ? "min-w-48 break-words" : "max-w-80 truncate"),
                  )}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
