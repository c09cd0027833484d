import { LayoutTemplate, SquareDashed } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import { counted, tr } from "@/format/words";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { useCreateBoard, useTemplates } from "../api";
import { T } from "../strings";
import type { Board, Template } from "../types";

const EMPTY = "";

interface ChoiceProps {
  id: string;
  title: string;
  why: string;
  note?: string;
  checked: boolean;
  onChoose: () => void;
}

function Choice({ id, title, why, note, checked, onChoose }: ChoiceProps) {
  const Icon = id === EMPTY ? SquareDashed : LayoutTemplate;
  return (
    <label
      className={cx(
        "motion flex cursor-pointer items-start gap-3 rounded-md border p-3",
        "has-focus-visible:outline-2 has-focus-visible:outline-accent",
        checked ? "border-accent bg-accent-wash" : "border-line hover:bg-wash",
      )}
    >
      <input
        type="radio"
        name="template"
        className="sr-only"
        checked={checked}
        onChange={onChoose}
      />
      <Icon size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-ink-2" />
      <span className="flex min-w-0 flex-col">
        <span className="text-body font-medium text-ink">{title}</span>
        <span className="text-small text-ink-2">{why}</span>
        {note && <span className="text-small text-ink-2">{note}</span>}
      </span>
    </label>
  );
}

function Choices({ chosen, onChoose }: { chosen: string; onChoose: (t: Template | null) => void }) {
  const query = useTemplates(true);
  if (query.isPending) return <Skeleton className="h-48" />;
  const list = query.data ?? [];
  return (
    <div role="radiogroup" aria-label={tr("Begin with")} className="flex flex-col gap-2">
      {list.map((t) => (
        <Choice
          key={t.id}
          id={t.id}
          title={t.name}
          why={t.why}
          note={counted(t.cards, "{n} card", "{n} cards")}
          checked={chosen === t.id}
          onChoose={() => onChoose(t)}
        />
      ))}
      <Choice
        id={EMPTY}
        title={tr("Empty board")}
        why={tr("Begin with a question of your own.")}
        checked={chosen === EMPTY}
        onChoose={() => onChoose(null)}
      />
    </div>
  );
}

interface NewBoardProps {
  open: boolean;
  onClose: () => void;
  onMade: (board: Board) => void;
}

function Form({ onClose, onMade }: Omit<NewBoardProps, "open">) {
  const [name, setName] = useState("");
  const [template, setTemplate] = useState<Template | null>(null);
  const create = useCreateBoard();
  const shownName = name.trim() || template?.name || T.untitled;
  return (
    <Dialog
      open
      title={T.newBoard}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button
            look="primary"
            disabled={create.isPending}
            onClick={() =>
              create.mutate(
                { name: shownName, ...(template && { template: template.id }) },
                { onSuccess: onMade },
              )
            }
          >
            {tr("Make the board")}
          </Button>
        </>
      }
    >
      {create.isError && (
        <Notice severity="bad" live title={tr("The board was not made")}>
          <p className="text-small">{messageOf(create.error)}</p>
        </Notice>
      )}
      <Field label={tr("Name")}>
        {(ids) => (
          <Input
            {...ids}
            value={name}
            maxLength={120}
            placeholder={template?.name ?? T.untitled}
            onChange={(e) => setName(e.target.value)}
          />
        )}
      </Field>
      <Choices chosen={template?.id ?? EMPTY} onChoose={setTemplate} />
    </Dialog>
  );
}

export function NewBoard({ open, ...rest }: NewBoardProps) {
  return open ? <Form {...rest} /> : null;
}
