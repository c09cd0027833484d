import { useState, type SyntheticEvent } from "react";
import type { RecipeStep } from "@/api/wire";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Checkbox, Field, Input, Select } from "@/ui/field";
import { BY_VALUE, stepProblem, stepTidy, type StepField, type StepKind } from "../recipe";
import { CHOICE_WORDS, STEP_WORDS, type StepWords } from "../recipe-words";
import { splitWords } from "./column-form";

interface StepFormProps {
  kind: StepKind;
  columns: string[];
  step?: RecipeStep;
  onDone: (step: RecipeStep) => void;
  onCancel: () => void;
}

/** One step: what it needs to know, told in place when something is missing. */
export function StepForm({ kind, columns, step, onDone, onCancel }: StepFormProps) {
  const [draft, setDraft] = useState<RecipeStep>(() => startOf(kind, columns, step));
  const [tried, setTried] = useState(false);
  const problem = stepProblem(draft);
  const said = STEP_WORDS[kind.op];
  const shown = kind.fields.filter((f) => f.name !== "with" || draft.how === BY_VALUE);
  if (!said) return null;
  function submit(e: SyntheticEvent) {
    e.preventDefault();
    setTried(true);
    if (!problem) onDone(stepTidy(draft));
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-body text-ink-2">{said.about}</p>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {shown.map((field) => (
          <StepInput
            key={field.name}
            field={field}
            said={said}
            columns={columns}
            value={draft[field.name]}
            onChange={(value) => setDraft({ ...draft, [field.name]: value })}
          />
        ))}
      </div>
      {tried && problem && (
        <p role="alert" className="text-small text-bad">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary">
          {step ? tr("Change the step") : tr("Add the step")}
        </Button>
        <Button onClick={onCancel}>{tr("Cancel")}</Button>
      </div>
    </form>
  );
}

function startOf(kind: StepKind, columns: string[], step?: RecipeStep): RecipeStep {
  const start: RecipeStep = { op: kind.op };
  for (const field of kind.fields) {
    if (field.kind === "column") start.column = columns[0];
    if (field.name === "how" || field.name === "as") start[field.name] = field.choices?.[0];
  }
  return { ...start, ...step };
}

interface StepInputProps {
  field: StepField;
  said: StepWords;
  columns: string[];
  value: string | string[] | undefined;
  onChange: (value: string | string[]) => void;
}

function StepInput(props: StepInputProps) {
  const { field, said, columns, value, onChange } = props;
  if (field.kind === "columns") return <ColumnsInput {...props} />;
  const text = Array.isArray(value) ? value.join(", ") : (value ?? "");
  return (
    <Field label={said.labels[field.name] ?? ""} hint={said.hints[field.name]}>
      {(ids) => {
        if (field.kind === "column" || field.kind === "choice") {
          const choices = field.choices ?? columns;
          return (
            <Select {...ids} value={text} onChange={(e) => onChange(e.target.value)}>
              {choices.map((id) => (
                <option key={id} value={id}>
                  {field.choices ? CHOICE_WORDS[id] : id}
                </option>
              ))}
            </Select>
          );
        }
        if (field.kind === "names")
          return <NamesInput ids={ids} start={text} onChange={onChange} />;
        return (
          <Input
            {...ids}
            className={field.kind === "expression" ? "font-mono" : undefined}
            spellCheck={field.kind === "expression" ? false : undefined}
            value={text}
            onChange={(e) => onChange(e.target.value)}
          />
        );
      }}
    </Field>
  );
}

/** Keeps what is typed, commas and all; tells the names. */
function NamesInput({
  ids,
  start,
  onChange,
}: {
  ids: object;
  start: string;
  onChange: (names: string[]) => void;
}) {
  const [text, setText] = useState(start);
  return (
    <Input
      {...ids}
      value={text}
      onChange={(e) => {
        setText(e.target.value);
        onChange(splitWords(e.target.value));
      }}
    />
  );
}

function ColumnsInput({ field, said, columns, value, onChange }: StepInputProps) {
  const chosen = Array.isArray(value) ? value : [];
  return (
    <fieldset className="sm:col-span-2 lg:col-span-3">
      <legend className="text-small font-medium text-ink-2">{said.labels[field.name]}</legend>
      <div className="flex flex-wrap gap-x-4">
        {columns.map((name) => (
          <Checkbox
            key={name}
            label={name}
            checked={chosen.includes(name)}
            onChange={(on) =>
              onChange(on ? [...chosen, name] : chosen.filter((other) => other !== name))
            }
          />
        ))}
      </div>
      <p className="text-small text-ink-3">{said.hints[field.name]}</p>
    </fieldset>
  );
}
