import { useNavigate } from "@tanstack/react-router";
import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { messageOf, requestFile } from "@/api/client";
import { counted, tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { downloadBlob, fileName } from "@/ui/download";
import { Notice } from "@/ui/notice";
import { toast } from "@/ui/toast";
import { useDeleteTable } from "../api";
import { useSay } from "./use-say";

/** All of its rows as a file, before they go. */
async function save(table: string, label: string) {
  try {
    const name = fileName(label, "csv");
    downloadBlob(await requestFile("/export", { table, format: "csv", name }), name);
  } catch (error) {
    toast(messageOf(error), "bad");
  }
}

export function DeleteTable({
  table,
  label,
  rows,
}: {
  table: string;
  label: string;
  rows: number;
}) {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const remove = useDeleteTable(() => {
    toast(tr("{label} is gone.", { label }));
    return navigate({ to: "/data" });
  });
  const say = useSay();
  return (
    <>
      <Button
        look="danger"
        icon={<Trash2 size={16} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {tr("Delete")}
      </Button>
      <Dialog
        title={tr("Delete {label}", { label })}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{tr("Keep it")}</Button>
            <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate(table)}>
              {remove.isPending
                ? tr("Deleting")
                : counted(rows, "Delete {n} row", "Delete {n} rows", { n: say(rows) })}
            </Button>
          </>
        }
      >
        <p>
          {counted(
            rows,
            "Its {n} row, the values that could not be read and your corrections to its columns go with it. This can't be undone here; the file that you imported is still yours.",
            "Its {n} rows, the values that could not be read and your corrections to its columns go with it. This can't be undone here; the file that you imported is still yours.",
            { n: say(rows) },
          )}
        </p>
        <Button
          className="self-start"
          icon={<Download size={16} aria-hidden="true" />}
          onClick={() => void save(table, label)}
        >
          {tr("Save its rows first (CSV)")}
        </Button>
        {remove.isError && (
          <Notice severity="bad" live>
            {messageOf(remove.error)}
          </Notice>
        )}
      </Dialog>
    </>
  );
}
