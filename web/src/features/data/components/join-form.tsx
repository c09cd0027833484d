import { useState, type SyntheticEvent } from "react";
import { messageOf } from "@/api/client";
import type { Model } from "@/api/types";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Field, Select } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { toast } from "@/ui/toast";
import { useJoinCheck, usePatchModel } from "../api";
import { tableOf } from "../model-layout";

/** Says that a column of one table holds the key of another. */
export function JoinForm({ model, onDone }: { model: Model; onDone: () => void }) {
  const patch = usePatchModel();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const check = useJoinCheck(from, to);
  const tables = model.tables;
  function submit(e: SyntheticEvent) {
    e.preventDefault();
    patch.mutate(
      { relationships: [[from, to]] },
      {
        onSuccess: () => {
          toast(tr("Linked. Questions may now reach across both tables."));
          onDone();
        },
      },
    );
  }
  const choices = (skip: string) =>
    tables
      .filter((t) => t.table !== skip)
      .map((t) => (
        <optgroup key={t.table} label={t.label || t.table}>
          {t.columns.map((c) => (
            <option key={c.column} value={`${t.table}.${c.column}`}>
              {t.table}.{c.column}
            </option>
          ))}
        </optgroup>
      ));
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={tr("Each value of")}
          hint={tr("The column that repeats: the bill's customer")}
        >
          {(ids) => (
            <Select {...ids} value={from} required onChange={(e) => setFrom(e.target.value)}>
              <option value="" />
              {choices("")}
            </Select>
          )}
        </Field>
        <Field
          label={tr("is one of")}
          hint={tr("The column that has each once: the customer's id")}
        >
          {(ids) => (
            <Select {...ids} value={to} required onChange={(e) => setTo(e.target.value)}>
              <option value="" />
              {choices(tableOf(from))}
            </Select>
          )}
        </Field>
      </div>
      {check.data && (
        <p aria-live="polite" className="text-small text-ink-2">
          {check.data.ok
            ? tr("{n} % of the values found", { n: Math.floor(check.data.coverage * 1000) / 10 })
            : check.data.message}
        </p>
      )}
      {patch.isError && (
        <Notice severity="bad" live>
          {messageOf(patch.error)}
        </Notice>
      )}
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={!from || !to || patch.isPending}>
          {tr("Link")}
        </Button>
        <Button onClick={onDone}>{tr("Cancel")}</Button>
      </div>
    </form>
  );
}
