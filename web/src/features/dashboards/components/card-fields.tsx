import { useRef, useState } from "react";
import { formatNumber } from "@/format/number";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { SqlEditor } from "@/ui/sql-editor";
import { useSchema } from "../card-data";
import type { FieldsProps } from "./card-editor";

const AREA =
  "motion w-full rounded-md border border-line-strong bg-sheet px-3 py-2 text-ink hover:border-ink-3";
const IMAGE_MAX = 512 * 1024;

/** The question is read anew when it was changed: the plan of the old one goes. */
export function QuestionFields({ draft, set, run }: FieldsProps) {
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(e) => {
        e.preventDefault();
        run();
      }}
    >
      <div className="min-w-0 flex-1">
        <Field label={tr("Question")}>
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              placeholder={tr("total sales by store last month")}
              value={draft.question ?? ""}
              onChange={(e) => set({ question: e.target.value, plan: null })}
            />
          )}
        </Field>
      </div>
      <Button type="submit" disabled={!draft.question?.trim()}>
        {tr("See it")}
      </Button>
    </form>
  );
}

export function KpiFields(props: FieldsProps) {
  const { draft, set } = props;
  return (
    <>
      <QuestionFields {...props} />
      <Field label={tr("Target")} hint={tr("What it should reach; empty for none.")}>
        {(ids) => (
          <Input
            {...ids}
            type="number"
            inputMode="decimal"
            value={draft.target ?? ""}
            onChange={(e) => set({ target: e.target.value === "" ? null : Number(e.target.value) })}
          />
        )}
      </Field>
    </>
  );
}

export function SqlFields({ draft, set, run }: FieldsProps) {
  const schema = useSchema();
  return (
    <form
      className="flex flex-col items-start gap-2"
      onSubmit={(e) => {
        e.preventDefault();
        run();
      }}
    >
      <div className="w-full">
        <SqlEditor
          label="SQL"
          value={draft.sql ?? ""}
          onChange={(sql) => set({ sql })}
          onRun={run}
          schema={schema}
        />
        <p className="mt-1 text-small text-ink-3">
          {tr("One SELECT over your tables. The board's filters do not reach it.")}
        </p>
      </div>
      <Button type="submit" disabled={!draft.sql?.trim()}>
        {tr("Run it")}
      </Button>
    </form>
  );
}

export function TextFields({ draft, set }: FieldsProps) {
  return (
    <Field
      label={tr("Text")}
      hint={tr("# heading, **bold**, *italic*, - list, [link](https://...)")}
    >
      {(ids) => (
        <textarea
          {...ids}
          rows={8}
          className={`${AREA} text-body`}
          value={draft.text ?? ""}
          onChange={(e) => set({ text: e.target.value })}
        />
      )}
    </Field>
  );
}

function readPicture(file: File): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result as string);
    reader.onerror = () => failed(new Error(tr("The file could not be read.")));
    reader.readAsDataURL(file);
  });
}

function complaint(file: File): string | null {
  if (!/^image\/(png|jpeg|gif|webp|svg\+xml)$/.test(file.type)) {
    return tr("{name} is no picture. Choose a PNG, JPEG, GIF, WebP or SVG file.", {
      name: file.name,
    });
  }
  if (file.size <= IMAGE_MAX) return null;
  const kb = formatNumber(Math.ceil(file.size / 1024), { system: "western" });
  return tr("{name} has {kb} KB; a picture on a board may have 512 KB. Make it smaller first.", {
    name: file.name,
    kb,
  });
}

export function ImageFields({ draft, set }: FieldsProps) {
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  async function take(file: File | undefined) {
    if (!file) return;
    const why = complaint(file);
    setWrong(why);
    if (!why) set({ image: await readPicture(file) });
  }
  return (
    <>
      <Field
        label={tr("Picture")}
        hint={tr("PNG, JPEG, GIF, WebP or SVG, 512 KB at most.")}
        error={wrong}
      >
        {(ids) => (
          <input
            {...ids}
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/gif,image/webp,image/svg+xml"
            className="control text-body file:mr-3 file:rounded-md file:border file:border-line file:bg-sheet file:px-3 file:py-1 file:text-small"
            onChange={(e) => void take(e.target.files?.[0])}
          />
        )}
      </Field>
      <Field label={tr("What it shows")} hint={tr("Read aloud to those who do not see it.")}>
        {(ids) => (
          <Input
            {...ids}
            value={draft.note ?? ""}
            onChange={(e) => set({ note: e.target.value })}
          />
        )}
      </Field>
    </>
  );
}
