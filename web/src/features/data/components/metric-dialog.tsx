import { useState } from "react";
import { messageOf } from "@/api/client";
import type { Metric, Model } from "@/api/types";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input, Select } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { toast } from "@/ui/toast";
import { usePatchModel } from "../api";
import { splitWords } from "./column-form";
import { MetricCheck } from "./metric-check";

interface MetricDialogProps {
  model: Model;
  metric: Metric | null;
  table?: string;
  onClose: () => void;
}

/** What the server is told to forget a metric that a person defined. */
const forgotten = (name: string) => ({
  name,
  label: null,
  synonyms: null,
  table: null,
  expression: null,
  filter: null,
  unit: null,
});

export function MetricDialog({ model, metric, table, onClose }: MetricDialogProps) {
  const patch = usePatchModel();
  const [draft, setDraft] = useState({
    label: metric?.label ?? "",
    synonyms: metric?.synonyms.join(", ") ?? "",
    table: metric?.table ?? table ?? model.tables[0]?.table ?? "",
    expression: metric?.expression ?? "",
    filter: metric?.filter ?? "",
    unit: metric?.unit ?? "",
  });
  const set = (name: keyof typeof draft) => (e: { target: { value: string } }) =>
    setDraft({ ...draft, [name]: e.target.value });
  const columns = model.tables.find((t) => t.table === draft.table)?.columns ?? [];
  const done = (text: string) => ({
    onSuccess: () => {
      toast(text);
      onClose();
    },
  });
  function forget(known: Metric) {
    const { name, label, synonyms, expression, filter, unit } = known;
    const before = { name, label, synonyms, table: known.table, expression, filter, unit };
    patch.mutate(
      { metrics: [forgotten(name)] },
      {
        onSuccess: () => {
          toast(tr("Forgotten."), "good", {
            text: tr("Undo"),
            run: () => patch.mutate({ metrics: [before] }),
          });
          onClose();
        },
      },
    );
  }
  function save() {
    const { synonyms, ...rest } = draft;
    const name = metric?.name ?? draft.label.trim();
    patch.mutate(
      { metrics: [{ name, ...rest, synonyms: splitWords(synonyms) }] },
      done(tr("Saved. Ask for it by its name.")),
    );
  }
  return (
    <Dialog
      title={metric ? tr("Change a figure") : tr("Define a figure")}
      open
      onClose={onClose}
      actions={
        <>
          {metric?.origin === "edited" && (
            <Button look="danger" disabled={patch.isPending} onClick={() => forget(metric)}>
              {tr("Forget it")}
            </Button>
          )}
          <Button onClick={onClose}>{tr("Cancel")}</Button>
          <Button
            look="primary"
            disabled={!draft.label.trim() || !draft.expression.trim() || patch.isPending}
            onClick={save}
          >
            {tr("Save")}
          </Button>
        </>
      }
    >
      <Field label={tr("Called")} hint={tr("As people say it: margin, average bill")}>
        {(ids) => <Input {...ids} value={draft.label} onChange={set("label")} />}
      </Field>
      <Field label={tr("Over the rows of")}>
        {(ids) => (
          <Select {...ids} value={draft.table} onChange={set("table")}>
            {model.tables.map((t) => (
              <option key={t.table} value={t.table}>
                {t.label || t.table}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={tr("Formula")}
        hint={tr("sum(), avg(), count(), min(), max() over: {columns}", {
          columns: columns.map((c) => c.column).join(", "),
        })}
      >
        {(ids) => (
          <Input
            {...ids}
            className="font-mono"
            spellCheck={false}
            value={draft.expression}
            onChange={set("expression")}
          />
        )}
      </Field>
      <Field label={tr("Only rows where")} hint={tr("Left empty: all rows")}>
        {(ids) => (
          <Input
            {...ids}
            className="font-mono"
            spellCheck={false}
            value={draft.filter}
            onChange={set("filter")}
          />
        )}
      </Field>
      <MetricCheck
        table={draft.table}
        expression={draft.expression}
        filter={draft.filter}
        unit={draft.unit}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={tr("Unit")} hint={tr("INR, %, kg, days")}>
          {(ids) => <Input {...ids} value={draft.unit} onChange={set("unit")} />}
        </Field>
        <Field label={tr("Also called")}>
          {(ids) => <Input {...ids} value={draft.synonyms} onChange={set("synonyms")} />}
        </Field>
      </div>
      {patch.isError && (
        <Notice severity="bad" live>
          {messageOf(patch.error)}
        </Notice>
      )}
    </Dialog>
  );
}
