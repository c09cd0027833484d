import { Plus } from "lucide-react";
import { useState } from "react";
import type { ImportMode } from "@/api/upload";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { MODES } from "../strings";
import { importFiles } from "../uploads";

/** More rows for a table that is there: added, added without duplicates, or in place of the old. */
export function AddRows({ table }: { table: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen(true)}>
        Add rows
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
      title="Add rows from a file"
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={files.length === 0} onClick={start}>
            Start
          </Button>
        </>
      }
    >
      <Field label="File">
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
        <legend className="mb-1 text-small font-medium text-ink-2">What to do with the rows</legend>
        {MODES.map((m) => (
          <label
            key={m.id}
            className="flex items-start gap-3 rounded-sm p-1 text-body hover:bg-wash"
          >
            <input
              type="radio"
              name="mode"
              className="mt-1 size-4 accent-accent"
              checked={mode === m.id}
              onChange={() => setMode(m.id)}
            />
            <span>
              <span className="block text-ink">{m.text}</span>
              <span className="block text-small text-ink-2">{m.hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {mode === "merge" && (
        <Field label="Key" hint="The column that names a row. Left empty, Munim finds it.">
          {(ids) => <Input {...ids} value={key} onChange={(e) => setKey(e.target.value)} />}
        </Field>
      )}
    </Dialog>
  );
}
