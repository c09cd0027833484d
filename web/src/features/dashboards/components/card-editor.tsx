import { Gauge, Image, MessageCircleQuestion, SquareCode, Type } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { cardChange } from "../board";
import { clearDraft, readDraft, saveDraft } from "../drafts";
import { sizeOf } from "../layout";
import { useScene } from "../scene";
import { KINDS, T } from "../strings";
import type { Card, CardKind, CardPatch } from "../types";
import { ImageFields, KpiFields, QuestionFields, SqlFields, TextFields } from "./card-fields";
import { CardPreview, usePreview } from "./card-preview";

const ICONS = {
  question: MessageCircleQuestion,
  kpi: Gauge,
  sql: SquareCode,
  text: Type,
  image: Image,
};
const CHOICES = Object.keys(ICONS) as (keyof typeof ICONS)[];

export interface FieldsProps {
  draft: Card;
  set: (fields: Partial<Card>) => void;
  /** Works out what the card would show. */
  run: () => void;
}

const FIELDS: Record<CardKind, (props: FieldsProps) => React.ReactNode> = {
  question: QuestionFields,
  plan: QuestionFields,
  kpi: KpiFields,
  sql: SqlFields,
  text: TextFields,
  image: ImageFields,
};

function KindChoice({ kind, onChange }: { kind: CardKind; onChange: (kind: CardKind) => void }) {
  const shown = kind === "plan" ? "question" : kind;
  return (
    <div role="radiogroup" aria-label={tr("What the card shows")} className="flex flex-wrap gap-2">
      {CHOICES.map((choice) => {
        const Icon = ICONS[choice];
        return (
          <label
            key={choice}
            className={cx(
              "control motion inline-flex cursor-pointer items-center gap-2 rounded-md border px-3 text-small",
              "has-focus-visible:outline-2 has-focus-visible:outline-accent",
              choice === shown
                ? "border-accent bg-accent-wash font-medium text-accent"
                : "border-line text-ink-2 hover:bg-wash",
            )}
          >
            <input
              type="radio"
              name="kind"
              className="sr-only"
              checked={choice === shown}
              onChange={() => onChange(choice)}
            />
            <Icon size={16} aria-hidden="true" />
            {KINDS[choice].text}
          </label>
        );
      })}
    </div>
  );
}

function isFilled({ kind, question, plan, sql, text, image }: Card): boolean {
  const needs = { question, kpi: question, sql, text, image, plan: question };
  return Boolean(needs[kind]?.trim()) || Boolean(plan);
}

/** Without a reading the server reads the question anew; null would leave it unread. */
function toRead({ plan, ...rest }: CardPatch): CardPatch {
  return plan ? { ...rest, plan } : rest;
}

interface EditorProps {
  card: Card;
  isNew: boolean;
  onClose: () => void;
}

function useDraft(board: string, card: Card) {
  const [found] = useState(() => readDraft(board, card.id));
  const [draft, setDraft] = useState<Card>({ ...card, ...found });
  const touched = useRef(false);
  useEffect(() => {
    if (touched.current) saveDraft(board, card.id, draft);
  }, [board, card.id, draft]);
  const set = (fields: Partial<Card>) => {
    touched.current = true;
    setDraft((before) => ({ ...before, ...fields }));
  };
  return { draft, set, wasFound: found !== null };
}

function Editor({ card, isNew, onClose }: EditorProps) {
  const { board, change } = useScene();
  const key = isNew ? { ...card, id: "new" } : card;
  const { draft: typed, set, wasFound } = useDraft(board.id, key);
  const draft = { ...typed, id: card.id };
  const preview = usePreview();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const Fields = FIELDS[draft.kind];

  function setKind(kind: CardKind) {
    preview.clear();
    set(isNew ? { kind, ...sizeOf(kind) } : { kind });
  }
  function leave() {
    clearDraft(board.id, key.id);
    onClose();
  }
  async function keep() {
    const patch = isNew ? draft : cardChange(card, draft);
    if (!patch) {
      leave();
      return;
    }
    setBusy(true);
    const kept = await change?.([{ op: "card", card: toRead(patch) }]);
    setBusy(false);
    // What was typed stays here when it could not be kept.
    if (kept) leave();
    else setFailed(true);
  }
  return (
    <Dialog
      size="wide"
      open
      title={isNew ? tr("New card") : tr("Edit card")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={leave}>{T.cancel}</Button>
          <Button look="primary" disabled={busy || !isFilled(draft)} onClick={() => void keep()}>
            {isNew ? tr("Add to the board") : T.keep}
          </Button>
        </>
      }
    >
      {failed && (
        <Notice severity="bad" live title={tr("The card was not kept")}>
          {tr("What you typed is still here. Try again.")}
        </Notice>
      )}
      {wasFound && !failed && (
        <p className="text-small text-ink-3">{tr("This is what you had typed before.")}</p>
      )}
      {isNew && <KindChoice kind={draft.kind} onChange={setKind} />}
      <div className="grid gap-5 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Fields draft={draft} set={set} run={() => void preview.run(draft)} />
          <Field label={tr("Title")} hint={tr("Empty: the question itself.")}>
            {(ids) => (
              <Input
                {...ids}
                value={draft.title}
                maxLength={120}
                onChange={(e) => set({ title: e.target.value })}
              />
            )}
          </Field>
        </div>
        <CardPreview draft={draft} state={preview.state} onChoose={set} />
      </div>
    </Dialog>
  );
}

/** Type a question, see the answer, keep it. */
export function CardEditor(props: EditorProps) {
  return <Editor key={props.card.id} {...props} />;
}
