import { ArchiveRestore } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import type * as wire from "@/api/wire";
import { formatAgo, formatDate } from "@/format/date";
import { counted, tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { useFormat } from "@/ui/preferences";
import { Sheet } from "@/ui/sheet";
import { toast } from "@/ui/toast";
import { useDeletedTableActions, useDeletedTables } from "../api";
import { T } from "../strings";
import { useRestore } from "./use-restore";
import { useSay } from "./use-say";

/** Tables that were deleted: each can be brought back until its time is over. */
export function DeletedTables() {
  const tables = useDeletedTables().data ?? [];
  const [leaving, setLeaving] = useState<wire.DeletedTable | null>(null);
  if (tables.length === 0) return null;
  return (
    <Sheet title={T.deleted} flush>
      <ul className="divide-y divide-line border-t border-line">
        {tables.map((table) => (
          <DeletedRow key={table.id} table={table} onPurge={() => setLeaving(table)} />
        ))}
      </ul>
      {leaving && <PurgeDialog table={leaving} onClose={() => setLeaving(null)} />}
    </Sheet>
  );
}

interface DeletedRowProps {
  table: wire.DeletedTable;
  onPurge: () => void;
}

function DeletedRow({ table, onPurge }: DeletedRowProps) {
  const say = useSay();
  const format = useFormat();
  const restore = useRestore();
  const [busy, setBusy] = useState(false);
  const until = formatDate(table.kept_until, { thisYear: format.thisYear, lang: format.lang });
  async function bringBack() {
    setBusy(true);
    await restore(table);
    setBusy(false);
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="truncate text-body font-medium">{table.table}</p>
        <p className="text-small text-ink-2">
          {counted(table.rows, "{n} row", "{n} rows", { n: say(table.rows) })}
          {" · "}
          {tr(table.exchanged ? "exchanged {ago}" : "deleted {ago}", {
            ago: formatAgo(table.deleted_at, new Date()),
          })}
          {" · "}
          {tr("kept until {when}", { when: until })}
        </p>
      </div>
      <div className="flex gap-2">
        <Button
          disabled={busy}
          aria-label={tr("Restore {table}", { table: table.table })}
          icon={<ArchiveRestore size={16} aria-hidden="true" />}
          onClick={() => void bringBack()}
        >
          {tr("Restore")}
        </Button>
        <Button
          look="danger"
          disabled={busy}
          aria-label={tr("Delete for good: {table}", { table: table.table })}
          onClick={onPurge}
        >
          {tr("Delete for good")}
        </Button>
      </div>
    </li>
  );
}

/** The one deletion that cannot be undone is the one that asks. */
function PurgeDialog({ table, onClose }: { table: wire.DeletedTable; onClose: () => void }) {
  const { purge } = useDeletedTableActions();
  const say = useSay();
  const [busy, setBusy] = useState(false);
  async function leave() {
    setBusy(true);
    try {
      await purge(table.id);
      toast(tr("{table} is gone for good.", { table: table.table }));
      onClose();
    } catch (error) {
      toast(messageOf(error), "bad");
      setBusy(false);
    }
  }
  return (
    <Dialog
      title={tr("Delete {table} for good", { table: table.table })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{tr("Keep it")}</Button>
          <Button look="danger" disabled={busy} onClick={() => void leave()}>
            {busy ? tr("Deleting") : tr("Delete for good")}
          </Button>
        </>
      }
    >
      <p>
        {counted(
          table.rows,
          "Its {n} row, the values that could not be read and your corrections go with it. This can't be undone.",
          "Its {n} rows, the values that could not be read and your corrections go with it. This can't be undone.",
          { n: say(table.rows) },
        )}
      </p>
    </Dialog>
  );
}
