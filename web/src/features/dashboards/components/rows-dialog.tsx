import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import { formatNumber } from "@/format/number";
import { counted, tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Notice } from "@/ui/notice";
import { Pager } from "@/ui/pager";
import { useFormat } from "@/ui/preferences";
import { ResultTable } from "@/ui/result-table";
import { Skeleton } from "@/ui/skeleton";
import { ROWS_PAGE, useRows, type RowsWanted } from "../card-data";
import { useScene } from "../scene";
import { T } from "../strings";
import { useCardFilters } from "../use-card";

function Rows({ wanted, caption }: { wanted: RowsWanted; caption: string }) {
  const { source } = useScene();
  const format = useFormat();
  const [offset, setOffset] = useState(0);
  const query = useRows(source, wanted, offset);
  if (query.isError) {
    return (
      <Notice
        severity="bad"
        title={tr("The rows could not be read")}
        action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
      >
        <p>{messageOf(query.error)}</p>
      </Notice>
    );
  }
  if (!query.data) return <Skeleton className="h-96" />;
  const { columns, rows, total } = query.data;
  const n = formatNumber(total, { system: format.home, lang: format.lang });
  if (rows.length === 0) return <p>{T.noRows}</p>;
  return (
    <>
      <p>
        {counted(total, "One row is behind this.", "{count} rows are behind this.", { count: n })}
      </p>
      <div className="-mx-5" aria-busy={query.isPlaceholderData}>
        <ResultTable
          caption={caption}
          columns={columns}
          rows={rows}
          pageSize={ROWS_PAGE}
          sortable={false}
        />
        <Pager offset={offset} size={ROWS_PAGE} total={total} onChange={setOffset} />
      </div>
    </>
  );
}

/** The rows behind a card or one of its marks; Back leads to the board as it was. */
export function RowsDialog() {
  const { search, go } = useScene();
  const wanted = search.rows;
  const filters = useCardFilters(wanted?.card ?? "");
  const close = () => go({ ...search, rows: undefined });
  return (
    <Dialog
      size="wide"
      title={wanted ? tr("Rows: {text}", { text: wanted.text }) : ""}
      open={wanted !== undefined}
      onClose={close}
      actions={
        <Button icon={<ArrowLeft size={16} aria-hidden="true" />} onClick={close}>
          {tr("Back to the board")}
        </Button>
      }
    >
      {wanted && (
        <Rows
          key={JSON.stringify(wanted)}
          wanted={{ card: wanted.card, where: wanted.where, filters }}
          caption={wanted.text}
        />
      )}
    </Dialog>
  );
}
