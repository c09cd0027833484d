// How a table is cleaned: the kinds of steps, their fields, and what each says of itself. Pure.
import type { RecipeEffect, RecipeStep } from "@/api/wire";
import { counted, tr } from "@/format/words";
import { CHOICE_WORDS, STEP_WORDS } from "./recipe-words";

export type FieldKind = "column" | "columns" | "text" | "names" | "choice" | "expression";

export interface StepField {
  name: keyof RecipeStep;
  kind: FieldKind;
  optional?: boolean;
  choices?: string[];
}

export interface StepKind {
  op: string;
  fields: StepField[];
}

const COLUMN: StepField = { name: "column", kind: "column" };
/** Of "fill": not one of the server's, but the field beside it. */
export const BY_VALUE = "value";

/** A new kind of step is a new row; its words are in recipe-words.ts. */
export const STEP_KINDS: StepKind[] = [
  { op: "trim", fields: [COLUMN] },
  {
    op: "replace",
    fields: [COLUMN, { name: "from", kind: "text" }, { name: "to", kind: "text", optional: true }],
  },
  { op: "split", fields: [COLUMN, { name: "by", kind: "text" }, { name: "into", kind: "names" }] },
  {
    op: "parse",
    fields: [
      COLUMN,
      {
        name: "as",
        kind: "choice",
        choices: ["float", "int", "date", "timestamp", "bool", "text"],
      },
      { name: "format", kind: "text", optional: true },
    ],
  },
  {
    op: "fill",
    fields: [
      COLUMN,
      { name: "how", kind: "choice", choices: [BY_VALUE, "before", "mean", "common"] },
      { name: "with", kind: "text", optional: true },
    ],
  },
  { op: "dedupe", fields: [{ name: "columns", kind: "columns", optional: true }] },
  {
    op: "derive",
    fields: [
      { name: "column", kind: "text" },
      { name: "expression", kind: "expression" },
    ],
  },
  { op: "keep", fields: [{ name: "expression", kind: "expression" }] },
];

export function stepKind(op: string): StepKind | undefined {
  return STEP_KINDS.find((kind) => kind.op === op);
}

/** What tells two steps of a kind apart: city: "Bombay" to "Mumbai". */
export function stepDetail(step: RecipeStep): string {
  const column = step.column ?? "";
  const parts: Record<string, string> = {
    trim: column,
    replace: `${column}: “${step.from ?? ""}” → “${step.to ?? ""}”`,
    split: `${column} → ${(step.into ?? []).join(", ")}`,
    parse: `${column} → ${CHOICE_WORDS[step.as ?? ""] ?? ""}`,
    fill: `${column} = ${step.with ?? CHOICE_WORDS[step.how ?? ""] ?? ""}`,
    dedupe: step.columns?.join(", ") ?? tr("all columns"),
    derive: `${column} = ${step.expression ?? ""}`,
    keep: step.expression ?? "",
  };
  return parts[step.op] ?? "";
}

export function effectText(effect: RecipeEffect, say: (n: number) => string): string {
  const n = effect.changed;
  const done =
    effect.op === "dedupe" || effect.op === "keep"
      ? counted(n, "{n} row left out", "{n} rows left out", { n: say(n) })
      : counted(n, "{n} value", "{n} values", { n: say(n) });
  if (effect.lost === 0) return done;
  return `${done}, ${counted(effect.lost, "{n} becomes empty", "{n} become empty", { n: say(effect.lost) })}`;
}

const isEmpty = (value: string | string[] | undefined) => !value || value.length === 0;

/** What is missing for the step to be tried; null when nothing is. */
export function stepProblem(step: RecipeStep): string | null {
  for (const field of stepKind(step.op)?.fields ?? []) {
    if (field.optional || !isEmpty(step[field.name])) continue;
    const label = STEP_WORDS[step.op]?.labels[field.name] ?? field.name;
    return tr("“{field}” is not filled in.", { field: label });
  }
  if (step.op === "fill" && step.how === BY_VALUE && !step.with) return tr("Say what to fill in.");
  if (step.op === "split" && (step.into?.length ?? 0) < 2) {
    return tr("Name two or more new columns.");
  }
  return null;
}

/** Without what was left empty, as the server takes it. */
export function stepTidy(step: RecipeStep): RecipeStep {
  const tidy: RecipeStep = { ...step };
  for (const name of Object.keys(tidy) as (keyof RecipeStep)[]) {
    if (name !== "op" && isEmpty(tidy[name])) Reflect.deleteProperty(tidy, name);
  }
  if (step.op === "replace") tidy.to = step.to ?? "";
  if (step.op === "fill") Reflect.deleteProperty(tidy, step.how === BY_VALUE ? "how" : "with");
  return tidy;
}

/** The columns that the steps so far leave, in order. */
export function columnsAfter(columns: readonly string[], steps: readonly RecipeStep[]): string[] {
  const made = steps.flatMap((step) => {
    if (step.op === "split") return step.into ?? [];
    return step.op === "derive" && step.column ? [step.column] : [];
  });
  return [...columns, ...made];
}
