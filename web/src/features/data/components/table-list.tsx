import { Link } from "@tanstack/react-router";
import { ChevronRight, TriangleAlert } from "lucide-react";
import type { TableSummary } from "@/api/types";
import { formatAgo } from "@/format/date";
import { capital } from "@/format/text";
import { counted } from "@/format/words";
import { KINDS } from "../strings";
import { useSay } from "./use-say";

export function TableList({ tables }: { tables: TableSummary[] }) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {tables.map((table) => (
        <TableRow key={table.name} table={table} />
      ))}
    </ul>
  );
}

function TableRow({ table }: { table: TableSummary }) {
  const say = useSay();
  return (
    <li>
      <Link
        to="/data/$table"
        params={{ table: table.name }}
        className="motion grid grid-cols-[1fr_auto] items-center gap-x-4 px-4 py-3 hover:bg-wash focus-visible:outline-offset-[-2px] md:grid-cols-[minmax(0,2fr)_minmax(0,1.2fr)_110px_100px_120px_16px] md:px-5"
      >
        <span className="min-w-0">
          <span className="block truncate text-body font-medium">
            {capital(table.label || table.name)}
          </span>
          <span className="block truncate font-mono text-small text-ink-3">{table.name}</span>
        </span>
        <span className="hidden text-small text-ink-2 md:block">
          {KINDS[table.kind] ?? table.kind}
        </span>
        <span className="text-right text-small text-ink md:text-body">
          {counted(table.rows, "{n} row", "{n} rows", { n: say(table.rows) })}
        </span>
        <span className="hidden text-right text-small text-ink-2 md:block">
          {counted(table.columns, "{n} column", "{n} columns", { n: say(table.columns) })}
        </span>
        <span className="hidden text-right text-small text-ink-2 md:block">
          {formatAgo(table.fresh_at, new Date())}
        </span>
        <ChevronRight size={16} aria-hidden="true" className="hidden text-ink-3 md:block" />
        {table.rejects > 0 && (
          <span className="col-span-full mt-1 inline-flex items-center gap-1 text-small text-warn">
            <TriangleAlert size={16} aria-hidden="true" />
            {counted(table.rejects, "{n} value or row set aside", "{n} values or rows set aside", {
              n: say(table.rejects),
            })}
          </span>
        )}
      </Link>
    </li>
  );
}
