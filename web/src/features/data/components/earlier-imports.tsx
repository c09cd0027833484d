import type { ImportRecord } from "@/api/types";
import { formatAgo } from "@/format/date";
import { counted, tr } from "@/format/words";
import { Badge } from "@/ui/badge";
import { Sheet } from "@/ui/sheet";
import { useImports } from "../api";
import { T } from "../strings";
import { useSay } from "./use-say";

const SHOWN = 8;

function outcome(record: ImportRecord, say: (n: number) => string): string {
  if (record.error) return record.error.detail;
  const tables = record.result?.tables ?? [];
  if (record.status === "cancelled") return T.cancelled;
  if (tables.length === 0) return "";
  const rows = tables.reduce((sum, t) => sum + t.rows_loaded, 0);
  const into =
    tables.length === 1 ? (tables[0]?.table ?? "") : tr("{n} tables", { n: tables.length });
  return counted(rows, "{n} row into {table}", "{n} rows into {table}", {
    n: say(rows),
    table: into,
  });
}

/** The ledger of what came in, also what failed. */
export function EarlierImports() {
  const say = useSay();
  const records = useImports().data ?? [];
  if (records.length === 0) return null;
  return (
    <Sheet title={T.earlier} flush>
      <ul className="divide-y divide-line border-t border-line">
        {records.slice(0, SHOWN).map((record) => (
          <li
            key={record.id}
            className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3 md:px-5"
          >
            <span className="min-w-0 truncate text-body font-medium">{record.file}</span>
            {record.status === "failed" && <Badge tone="bad">{tr("failed")}</Badge>}
            {(record.status === "running" || record.status === "queued") && (
              <Badge tone="accent">{tr("running")}</Badge>
            )}
            <span className="min-w-0 flex-1 basis-60 text-small text-ink-2">
              {outcome(record, say)}
            </span>
            <span className="text-small text-ink-3">
              {formatAgo(record.finished_at ?? record.started_at, new Date())}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
