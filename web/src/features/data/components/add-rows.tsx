import { Plus } from "lucide-react";
import { useState } from "react";
import type { ImportMode } from "@/api/upload";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { MODES } from "../strings";

const MODE_ORDER = ["append", "merge", "replace"] as const;
import { importFiles } from "../uploads";

/** More rows for a table that is there: added, added without duplicates, or in place of the old. */
export function AddRows({ table }: { table: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen(true)}>
        {tr("Add rows")}
      </Button>
      {open && <AddRowsDialog table={table} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddRowsDialog({ table, onClose }: { table: string; onClose: () => void }) {
  const [mode, setMode] = useState<ImportMode>("append");
  const [files, setFiles] = useState<File[]>([]);
  const [key, setKey] = useState("");
  function start() {
    importFiles(files, { mode, table, key: mode === "merge" && key ? key : undefined });
    onClose();
  }
  return (
    <Dialog
      title={tr("Add rows from a file")}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{tr("Cancel")}</Button>
          <Button look="primary" disabled={files.length === 0} onClick={start}>
            {tr("Start")}
          </Button>
        </>
      }
    >
      <Field label={tr("File")}>
        {(ids) => (
          <Input
            {...ids}
            type="file"
            multiple
            className="py-1.5"
            onChange={(e) => setFiles([...(e.target.files ?? [])])}
          />
        )}
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-small font-medium text-ink-2">
          {tr("What to do with the rows")}
        </legend>
        {MODE_ORDER.map((id) => (
          <label key={id} className="flex items-start gap-3 rounded-sm p-1 text-body hover:bg-wash">
            <input
              type="radio"
              name="mode"
              className="mt-1 size-4 accent-accent"
              checked={mode === id}
              onChange={() => setMode(id)}
            />
            <span>
              <span className="block text-ink">{MODES[id].text}</span>
              <span className="block text-small text-ink-2">{MODES[id].hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {mode === "merge" && (
        <Field
          label={tr("Key")}
          hint={tr("The column that names a row. Left empty, Munim finds it.")}
        >
          {(ids) => <Input {...ids} value={key} onChange={(e) => setKey(e.target.value)} />}
        </Field>
      )}
    </Dialog>
  );
}
