import { useState, type SyntheticEvent } from "react";
import { messageOf } from "@/api/client";
import type { ModelColumn } from "@/api/types";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Checkbox, Field, Input, Select } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { toast } from "@/ui/toast";
import { usePatchModel } from "../api";
import { ROLES } from "../strings";

export const splitWords = (text: string): string[] =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);

/** Corrects what was understood of a column; what is said here wins over what was inferred. */
export function ColumnForm({ table, column }: { table: string; column: ModelColumn }) {
  const patch = usePatchModel();
  const [label, setLabel] = useState(column.label);
  const [synonyms, setSynonyms] = useState(column.synonyms.join(", "));
  const [role, setRole] = useState(column.role);
  const [unit, setUnit] = useState(column.unit);
  const [hidden, setHidden] = useState(column.hidden);

  function submit(e: SyntheticEvent) {
    e.preventDefault();
    const change = {
      table,
      column: column.column,
      label,
      synonyms: splitWords(synonyms),
      role,
      unit,
      hidden,
    };
    patch.mutate(
      { columns: [change] },
      { onSuccess: () => toast(tr('Saved. Questions may now say "{label}".', { label })) },
    );
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={tr("Called")}>
        {(ids) => (
          <Input {...ids} value={label} onChange={(e) => setLabel(e.target.value)} required />
        )}
      </Field>
      <Field label={tr("Also called")} hint={tr("Other words that people use, parted by commas")}>
        {(ids) => <Input {...ids} value={synonyms} onChange={(e) => setSynonyms(e.target.value)} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={tr("What it is")}>
          {(ids) => (
            <Select {...ids} value={role} onChange={(e) => setRole(e.target.value)}>
              {Object.entries(ROLES).map(([id, text]) => (
                <option key={id} value={id}>
                  {text}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={tr("Unit")} hint={tr("INR, %, kg, days")}>
          {(ids) => <Input {...ids} value={unit} onChange={(e) => setUnit(e.target.value)} />}
        </Field>
      </div>
      <Checkbox label={tr("Hide from answers")} checked={hidden} onChange={setHidden} />
      {patch.isError && (
        <Notice severity="bad" live>
          {messageOf(patch.error)}
        </Notice>
      )}
      <div>
        <Button type="submit" look="primary" disabled={patch.isPending}>
          {patch.isPending ? tr("Saving") : tr("Save")}
        </Button>
      </div>
    </form>
  );
}
