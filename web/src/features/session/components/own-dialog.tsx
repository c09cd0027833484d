import { useState, type ReactNode } from "react";
import { ApiError, messageOf } from "@/api/client";
import type * as wire from "@/api/wire";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Notice } from "@/ui/notice";
import { PasswordField } from "@/ui/password-field";
import { useChangeOwn } from "../api";
import { T } from "../strings";

const OLD_WRONG = 401;
const NEW_WRONG = [409, 422];

interface OwnDialogProps {
  title: string;
  /** Said where it was not kept for another reason than what was typed. */
  failed: string;
  /** What is wrong with what was typed, or what to send. */
  read: () => { wrong: string } | Omit<wire.SessionPatch, "old_password">;
  onDone: () => void;
  onClose: () => void;
  /** The field of what is new. */
  children: (wrong: string | null) => ReactNode;
}

/** One's own name or password: whoever finds the device unlocked can't change them. */
export function OwnDialog(props: OwnDialogProps) {
  const { title, failed, read, onDone, onClose, children } = props;
  const change = useChangeOwn();
  const [old, setOld] = useState("");
  const [wrong, setWrong] = useState<{ old?: string; next?: string; form?: string }>({});

  async function submit() {
    const next = read();
    const found = {
      ...(!old && { old: T.passwordMissing }),
      ...("wrong" in next && { next: next.wrong }),
    };
    setWrong(found);
    if ("wrong" in next || !old) return;
    try {
      await change.mutateAsync({ ...next, old_password: old });
      onClose();
      onDone();
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      const text = messageOf(error);
      if (status === OLD_WRONG) setWrong({ old: text });
      else setWrong(NEW_WRONG.includes(status) ? { next: text } : { form: text });
    }
  }
  return (
    <Dialog open title={title} onClose={onClose}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(e) => {
          e.preventDefault();
          void submit();
        }}
      >
        {wrong.form && (
          <Notice severity="bad" live title={failed}>
            <p className="text-small">{wrong.form}</p>
          </Notice>
        )}
        {children(wrong.next ?? null)}
        <PasswordField label={T.present} value={old} onChange={setOld} error={wrong.old} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button type="submit" look="primary" disabled={change.isPending}>
            {title}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
