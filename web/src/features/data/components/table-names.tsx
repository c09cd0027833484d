import { Pencil } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import type { ModelTable } from "@/api/types";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { toast } from "@/ui/toast";
import { usePatchModel } from "../api";
import { splitWords } from "./column-form";

/** What people call the table. */
export function TableNames({ table }: { table: ModelTable }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Pencil size={16} aria-hidden="true" />} onClick={() => setOpen(true)}>
        {tr("Rename")}
      </Button>
      {open && <NamesDialog table={table} onClose={() => setOpen(false)} />}
    </>
  );
}

function NamesDialog({ table, onClose }: { table: ModelTable; onClose: () => void }) {
  const patch = usePatchModel();
  const [label, setLabel] = useState(table.label);
  const [synonyms, setSynonyms] = useState(table.synonyms.join(", "));
  function save() {
    patch.mutate(
      { tables: [{ table: table.table, label, synonyms: splitWords(synonyms) }] },
      {
        onSuccess: () => {
          toast(tr("Saved."));
          onClose();
        },
      },
    );
  }
  return (
    <Dialog
      title={tr("What people call it")}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{tr("Cancel")}</Button>
          <Button look="primary" disabled={!label.trim() || patch.isPending} onClick={save}>
            {tr("Save")}
          </Button>
        </>
      }
    >
      <Field
        label={tr("Called")}
        hint={tr("Its name in SQL stays {table}.", { table: table.table })}
      >
        {(ids) => <Input {...ids} value={label} onChange={(e) => setLabel(e.target.value)} />}
      </Field>
      <Field label={tr("Also called")} hint={tr("Other words that people use, parted by commas")}>
        {(ids) => <Input {...ids} value={synonyms} onChange={(e) => setSynonyms(e.target.value)} />}
      </Field>
      {patch.isError && (
        <Notice severity="bad" live>
          {messageOf(patch.error)}
        </Notice>
      )}
    </Dialog>
  );
}
