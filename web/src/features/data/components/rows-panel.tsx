import { useState } from "react";
import { messageOf } from "@/api/client";
import { tr, words } from "@/format/words";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { Pager } from "@/ui/pager";
import { ResultTable } from "@/ui/result-table";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { cx } from "@/ui/cx";
import { useRows } from "../api";

const PAGE = 50;

interface RowsPanelProps {
  table: string;
  kind: "rows" | "rejects";
}

const EMPTY = words({
  rows: "This table has no rows yet. Add some from a file.",
  rejects: "Nothing was set aside: everything in the files could be read.",
});

export function RowsPanel({ table, kind }: RowsPanelProps) {
  const [offset, setOffset] = useState(0);
  const page = useRows({ table, kind, offset, limit: PAGE });
  if (page.isPending) return <Skeleton className="h-96" />;
  if (page.isError) {
    return (
      <Notice severity="bad" title={tr("The rows could not be read")} live>
        <p className="text-ink-2">{messageOf(page.error)}</p>
      </Notice>
    );
  }
  const { columns, rows, total } = page.data;
  if (total === 0) {
    return (
      <Sheet>
        <Empty title={EMPTY[kind]} />
      </Sheet>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      {kind === "rejects" && (
        <p className="text-body text-ink-2">
          {tr(
            "What did not fit its column, and rows of totals, kept as they were written, with their row in the file. Nothing was thrown away.",
          )}
        </p>
      )}
      <Sheet flush className={cx("motion overflow-hidden", page.isPlaceholderData && "opacity-60")}>
        <ResultTable
          caption={
            kind === "rows"
              ? tr("Rows of {table}", { table })
              : tr("Set aside from {table}", { table })
          }
          columns={columns}
          rows={rows}
          pageSize={PAGE}
          sortable={false}
          maxHeight={640}
        />
      </Sheet>
      <Pager
        offset={offset}
        size={PAGE}
        total={total}
        onChange={setOffset}
        busy={page.isFetching}
      />
    </div>
  );
}
