import { CalendarDays, Trash2 } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import { formatAgo, formatDate } from "@/format/date";
import { tr } from "@/format/words";
import { Button, IconButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Empty } from "@/ui/empty";
import { Field, Input, Select } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { useFormat } from "@/ui/preferences";
import { toast } from "@/ui/toast";
import { useCommentChanges } from "../parts";
import { useScene } from "../scene";
import { nameOf, T } from "../strings";
import type { Comment } from "../types";

function CommentView({ comment, onRemove }: { comment: Comment; onRemove: () => void }) {
  const { board } = useScene();
  const format = useFormat();
  const card = board.cards.find((c) => c.id === comment.card);
  return (
    <li className="flex flex-col gap-1 border-b border-line pb-3">
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 text-body break-words whitespace-pre-wrap text-ink">
          {comment.text}
        </p>
        {comment.may_delete !== false && (
          <IconButton
            label={tr("Delete this comment")}
            side="left"
            className="-mt-2"
            onClick={onRemove}
          >
            <Trash2 size={16} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <p className="flex flex-wrap items-center gap-x-2 text-small text-ink-3">
        {comment.author && <span className="font-medium text-ink-2">{comment.author}</span>}
        <span>{formatAgo(comment.made_at, new Date())}</span>
        {card && <span>{nameOf(card)}</span>}
        {comment.at && (
          <span className="inline-flex items-center gap-1 text-ink-2">
            <CalendarDays size={16} aria-hidden="true" />
            {formatDate(comment.at, { grain: "day", thisYear: format.thisYear, lang: format.lang })}
          </span>
        )}
      </p>
    </li>
  );
}

interface NewProps {
  busy: boolean;
  /** Resolves to false when it could not be kept; the text then stays. */
  onAdd: (comment: { text: string; card?: string; at?: string }) => Promise<boolean>;
}

function NewComment({ busy, onAdd }: NewProps) {
  const { board, search } = useScene();
  const [text, setText] = useState("");
  const [card, setCard] = useState(search.about ?? "");
  const [at, setAt] = useState(search.day ?? "");
  async function add() {
    const kept = await onAdd({ text: text.trim(), ...(card && { card }), ...(at && { at }) });
    if (!kept) return;
    setText("");
    setAt("");
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(e) => {
        e.preventDefault();
        void add();
      }}
    >
      <Field label={tr("Comment")}>
        {(ids) => (
          <textarea
            {...ids}
            rows={3}
            data-focus
            value={text}
            onChange={(e) => setText(e.target.value)}
            className="w-full rounded-md border border-line-strong bg-sheet px-3 py-2 text-body text-ink"
          />
        )}
      </Field>
      <Field label={tr("About")}>
        {(ids) => (
          <Select {...ids} value={card} onChange={(e) => setCard(e.target.value)}>
            <option value="">{tr("The whole board")}</option>
            {board.cards.map((c) => (
              <option key={c.id} value={c.id}>
                {nameOf(c)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={tr("On the day")} hint={tr("The day that it is about, if there is one.")}>
        {(ids) => <Input {...ids} type="date" value={at} onChange={(e) => setAt(e.target.value)} />}
      </Field>
      <Button type="submit" look="primary" className="self-start" disabled={busy || !text.trim()}>
        {tr("Add comment")}
      </Button>
    </form>
  );
}

function Comments() {
  const { board, comments } = useScene();
  const { add, remove, restore } = useCommentChanges(board.id);
  async function addOne(comment: Parameters<NewProps["onAdd"]>[0]) {
    try {
      await add.mutateAsync(comment);
      return true;
    } catch {
      return false;
    }
  }
  async function removeOne({ id }: Comment) {
    try {
      await remove.mutateAsync(id);
      toast(tr("The comment was deleted."), "good", {
        text: T.undo,
        run: () => restore.mutate(id),
      });
    } catch (error) {
      toast(messageOf(error), "bad");
    }
  }
  return (
    <>
      {add.isError && (
        <Notice severity="bad" live title={tr("The comment was not kept")}>
          <p className="text-small">
            {messageOf(add.error)} {tr("What you typed is still here.")}
          </p>
        </Notice>
      )}
      <NewComment busy={add.isPending} onAdd={addOne} />
      {comments.length === 0 ? (
        <Empty title={tr("No comments yet")}>
          {tr("Say what happened on a day, and the charts will show it to everyone.")}
        </Empty>
      ) : (
        <ul className="flex flex-col gap-3">
          {[...comments].reverse().map((comment) => (
            <CommentView
              key={comment.id}
              comment={comment}
              onRemove={() => void removeOne(comment)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

export function CommentsPanel() {
  const { search, go } = useScene();
  return (
    <Dialog
      size="side"
      title={tr("Comments")}
      open={search.panel === "comments"}
      onClose={() => go({ ...search, panel: undefined, about: undefined, day: undefined })}
    >
      {search.panel === "comments" && <Comments />}
    </Dialog>
  );
}
