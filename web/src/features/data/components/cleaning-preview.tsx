import { messageOf } from "@/api/client";
import { counted, tr } from "@/format/words";
import { Notice } from "@/ui/notice";
import { ResultTable } from "@/ui/result-table";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { cx } from "@/ui/cx";
import type { useRecipePreview } from "../recipe-api";
import { useSay } from "./use-say";

interface CleaningPreviewProps {
  preview: ReturnType<typeof useRecipePreview>;
  isDraft: boolean;
}

/** The first rows as the steps leave them. */
export function CleaningPreview({ preview, isDraft }: CleaningPreviewProps) {
  const say = useSay();
  if (preview.isError) {
    return (
      <Notice severity="bad" title={tr("These steps cannot be done")} live>
        <p className="text-ink-2">{messageOf(preview.error)}</p>
      </Notice>
    );
  }
  if (!preview.data) return <Skeleton className="h-64" />;
  const { columns, rows, rows_after, rows_before } = preview.data;
  const left = rows_before - rows_after;
  return (
    <Sheet
      title={isDraft ? tr("How the rows would look") : tr("How the rows look")}
      flush
      className={cx("motion overflow-hidden", preview.isPlaceholderData && "opacity-60")}
      aside={
        <p className="text-small text-ink-2">
          {counted(rows_after, "{n} row", "{n} rows", { n: say(rows_after) })}
          {left > 0 && tr(", {n} left out", { n: say(left) })}
        </p>
      }
    >
      <ResultTable
        caption={tr("Rows after the steps")}
        columns={columns}
        rows={rows}
        pageSize={20}
        sortable={false}
        maxHeight={480}
      />
    </Sheet>
  );
}
