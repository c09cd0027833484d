// The rows behind a figure, a page at a time: how many, which, and what went wrong. Used by the
// dialogs of answers and of boards, which fetch the rows.
import type { ReactNode } from "react";
import { formatNumber } from "@/format/number";
import { counted, tr } from "@/format/words";
import { Button } from "./button";
import { Notice } from "./notice";
import { Pager } from "./pager";
import { useFormat } from "./preferences";
import { ResultTable } from "./result-table";
import { Skeleton } from "./skeleton";

type Table = Parameters<typeof ResultTable>[0];

interface RowsBehindProps {
  caption: string;
  page: (Pick<Table, "columns" | "rows"> & { total: number }) | undefined;
  /** Another page is on its way. */
  busy: boolean;
  /** Why they could not be read. */
  failed: string | null;
  onAgain: () => void;
  offset: number;
  size: number;
  onOffset: (offset: number) => void;
}

export function RowsBehind(props: RowsBehindProps): ReactNode {
  const { caption, page, busy, failed, onAgain, offset, size, onOffset } = props;
  const format = useFormat();
  if (failed !== null) {
    return (
      <Notice
        severity="bad"
        title={tr("The rows could not be read")}
        action={<Button onClick={onAgain}>{tr("Try again")}</Button>}
      >
        <p>{failed}</p>
      </Notice>
    );
  }
  if (!page) return <Skeleton className="h-96" />;
  const { columns, rows, total } = page;
  if (rows.length === 0) return <p>{tr("No rows are behind this.")}</p>;
  const count = formatNumber(total, { system: format.home, lang: format.lang });
  return (
    <>
      <p>{counted(total, "One row is behind this.", "{count} rows are behind this.", { count })}</p>
      <div className="-mx-5" aria-busy={busy}>
        <ResultTable
          caption={caption}
          columns={columns}
          rows={rows}
          pageSize={size}
          sortable={false}
        />
        <Pager offset={offset} size={size} total={total} onChange={onOffset} />
      </div>
    </>
  );
}
