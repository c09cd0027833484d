// Puts an answer on a board. The app layer opens it over any page: features do not know each
// other.
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { messageOf } from "@/api/client";
import type { Plan } from "@/api/types";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input, Select } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { toast } from "@/ui/toast";
import { fetchBoard, sendChanges, useBoards, useCreateBoard } from "./api";
import { newId } from "./board";
import { keys } from "./keys";
import { placeFor, settled } from "./layout";
import { T } from "./strings";
import type { Card } from "./types";

export interface Pinned {
  question: string;
  /** The reading that was looked at; without it the question is read afresh. */
  plan?: Plan;
  chart?: string;
  /** One number is kept as a figure. */
  isFigure?: boolean;
}

interface PinDialogProps {
  pinned: Pinned;
  onClose: () => void;
  /** Opens the board that the answer is on now. */
  onDone: (board: string) => void;
}

const NEW = "";

function usePin(pinned: Pinned) {
  const client = useQueryClient();
  const create = useCreateBoard();
  return async function pin(id: string, name: string, title: string): Promise<string> {
    const board = id === NEW ? await create.mutateAsync({ name }) : await fetchBoard(id);
    const kind = pinned.isFigure ? ("kpi" as const) : ("question" as const);
    const { question, plan, chart = "" } = pinned;
    const place = placeFor(settled(board.cards), kind);
    const card: Card = {
      id: newId(),
      kind,
      title,
      question,
      ...(plan && { plan }),
      chart,
      ...place,
    };
    const after = await sendChanges(board.id, board.version, [{ op: "card", card }]);
    client.setQueryData(keys.board(after.id), after);
    void client.invalidateQueries({ queryKey: keys.list });
    return after.id;
  };
}

export function PinDialog({ pinned, onClose, onDone }: PinDialogProps) {
  const boards = (useBoards().data ?? []).filter((b) => b.may_edit);
  const pin = usePin(pinned);
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [title, setTitle] = useState(pinned.question);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const id = chosen ?? boards[0]?.id ?? NEW;

  async function keep() {
    setBusy(true);
    setError(null);
    try {
      const board = await pin(id, name.trim() || T.untitled, title.trim());
      onClose();
      toast(tr("It is on the board now."), "good", {
        text: tr("Open the board"),
        run: () => onDone(board),
      });
    } catch (failure) {
      setError(messageOf(failure));
      setBusy(false);
    }
  }
  return (
    <Dialog
      open
      title={tr("Pin to a board")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button look="primary" disabled={busy} onClick={() => void keep()}>
            {tr("Pin it")}
          </Button>
        </>
      }
    >
      {error && (
        <Notice severity="bad" live title={tr("It was not pinned")}>
          <p className="text-small">{error}</p>
        </Notice>
      )}
      <Field label={tr("Board")}>
        {(ids) => (
          <Select {...ids} value={id} onChange={(e) => setChosen(e.target.value)}>
            {boards.map((b) => (
              <option key={b.id} value={b.id}>
                {b.name}
              </option>
            ))}
            <option value={NEW}>{T.newBoard}</option>
          </Select>
        )}
      </Field>
      {id === NEW && (
        <Field label={tr("Name of the board")}>
          {(ids) => (
            <Input
              {...ids}
              value={name}
              placeholder={T.untitled}
              maxLength={120}
              onChange={(e) => setName(e.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={tr("Title of the card")}>
        {(ids) => (
          <Input
            {...ids}
            value={title}
            maxLength={120}
            onChange={(e) => setTitle(e.target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}
