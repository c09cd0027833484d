import { useQueries } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useDeferredValue, useRef, useState } from "react";
import { messageOf } from "@/api/client";
import type { Plan } from "@/api/types";
import type { Column } from "@/api/wire";
import { formatNumber } from "@/format/number";
import { formatCell, isNumeric, systemFor } from "@/format/value";
import { counted, tr } from "@/format/words";
import { cx } from "@/ui/cx";
import { nextSort, type Sort } from "@/ui/data-table";
import { Input, Select } from "@/ui/field";
import { useFormat } from "@/ui/preferences";
import { PAGE_ROWS, pageQuery, type PageWish } from "../api";

const ROW_PX = 36;
const HIGH_PX = 480;
/** Browsers stop at some 30 million pixels; a million rows of 36 are above that. */
const ROWS_MOST = 800_000;

interface BigTableProps {
  caption: string;
  plan: Plan;
  columns: readonly Column[];
}

/** A result too large to send: its rows come by pages as one scrolls, sorted and narrowed there. */
export function BigTable({ caption, plan, columns }: BigTableProps) {
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState<Sort | null>(null);
  const [column, setColumn] = useState(0);
  const [typed, setTyped] = useState("");
  const [total, setTotal] = useState(PAGE_ROWS);
  const text = useDeferredValue(typed.trim());
  const wish: PageWish = { sort, filter: text ? { column, text } : null };
  const count = Math.min(total, ROWS_MOST);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called while drawing, as meant
  const rows = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    initialRect: { width: 800, height: HIGH_PX },
  });
  const items = rows.getVirtualItems();
  const first = Math.floor((items[0]?.index ?? 0) / PAGE_ROWS);
  const last = Math.floor((items[items.length - 1]?.index ?? 0) / PAGE_ROWS);
  const pages = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const queries = useQueries({ queries: pages.map((page) => pageQuery(plan, wish, page)) });
  const known = queries.find((q) => q.data)?.data?.total;
  if (known !== undefined && known !== total) setTotal(known);
  const failed = queries.find((q) => q.isError);
  const rowAt = (index: number) =>
    queries[Math.floor(index / PAGE_ROWS) - first]?.data?.rows[index % PAGE_ROWS];
  const say = (n: number) => formatNumber(n, { system: systemFor(undefined, format) });
  const grid = { gridTemplateColumns: `repeat(${columns.length}, minmax(120px, 1fr))` };
  const wide = { minWidth: columns.length * 120 };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2 px-4 pt-3 md:px-5">
        <Select
          aria-label={tr("Column to narrow by")}
          value={column}
          onChange={(e) => setColumn(Number(e.target.value))}
        >
          {columns.map((c, i) => (
            <option key={c.name} value={i}>
              {c.label || c.name}
            </option>
          ))}
        </Select>
        <Input
          type="search"
          className="w-44!"
          aria-label={tr("Only rows that contain")}
          placeholder={tr("contains")}
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
        />
        <span role="status" className="text-small text-ink-2">
          {failed
            ? messageOf(failed.error)
            : counted(count, "{n} row", "{n} rows", { n: say(total) })}
        </span>
      </div>
      <div
        ref={box}
        role="table"
        aria-label={caption}
        aria-rowcount={total}
        tabIndex={0}
        className="overflow-auto border-t border-line focus-visible:outline-offset-[-2px]"
        style={{ maxHeight: HIGH_PX }}
      >
        <div role="rowgroup" className="sticky top-0 z-10 bg-sheet" style={wide}>
          <div role="row" className="grid border-b border-line" style={grid}>
            {columns.map((c, i) => {
              const mine = sort?.id === `${i}` ? sort : null;
              const Arrow = mine?.descending ? ArrowDown : ArrowUp;
              return (
                <div
                  key={c.name}
                  role="columnheader"
                  aria-sort={mine ? (mine.descending ? "descending" : "ascending") : undefined}
                  className={cx("px-4 py-2 text-small", isNumeric(c) && "text-right")}
                >
                  <button
                    type="button"
                    className="inline-flex items-center gap-1 rounded-sm font-medium text-ink-2 hover:text-ink"
                    onClick={() => setSort(nextSort(sort, `${i}`, isNumeric(c)))}
                  >
                    {c.label || c.name}
                    <Arrow size={16} aria-hidden="true" className={cx(!mine && "opacity-0")} />
                  </button>
                </div>
              );
            })}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ ...wide, height: rows.getTotalSize() }}>
          {items.map((item) => (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 1}
              className="absolute inset-x-0 grid border-b border-line hover:bg-wash"
              style={{ ...grid, height: ROW_PX, transform: `translateY(${item.start}px)` }}
            >
              {columns.map((c, i) => (
                <div
                  key={c.name}
                  role="cell"
                  className={cx(
                    "truncate px-4 py-2 text-small",
                    isNumeric(c) && "tabular text-right",
                  )}
                >
                  {rowAt(item.index)
                    ? formatCell(rowAt(item.index)?.[i], c, format, { short: true })
                    : "…"}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
