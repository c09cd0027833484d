import { useState } from "react";
import { ApiError, messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Notice } from "@/ui/notice";
import { PASSWORD_MIN, PasswordField } from "@/ui/password-field";
import { toast } from "@/ui/toast";
import { useChangeOwn } from "../api";
import { T } from "../strings";

const OLD_WRONG = 401;
const NEW_WRONG = 422;

interface Wrong {
  old?: string;
  next?: string;
  form?: string;
}

function Form({ name, onClose }: { name: string; onClose: () => void }) {
  const change = useChangeOwn();
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [wrong, setWrong] = useState<Wrong>({});

  async function submit() {
    const found: Wrong = {
      ...(!old && { old: T.passwordMissing }),
      ...(next.length < PASSWORD_MIN && { next: T.passwordShort }),
    };
    setWrong(found);
    if (found.old ?? found.next) return;
    try {
      await change.mutateAsync({ password: next, old_password: old });
      onClose();
      toast(tr("The password is changed. Other devices were signed out."));
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      const text = messageOf(error);
      if (status === OLD_WRONG) setWrong({ old: text });
      else setWrong(status === NEW_WRONG ? { next: text } : { form: text });
    }
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      {wrong.form && (
        <Notice severity="bad" live title={tr("The password was not changed")}>
          <p className="text-small">{wrong.form}</p>
        </Notice>
      )}
      {/* For the browser's own store of passwords. */}
      <input type="text" autoComplete="username" value={name} readOnly hidden />
      <PasswordField
        label={tr("Present password")}
        autoFocus
        value={old}
        onChange={setOld}
        error={wrong.old}
      />
      <PasswordField
        label={tr("New password")}
        isNew
        value={next}
        onChange={setNext}
        hint={T.passwordHint}
        error={wrong.next}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{T.cancel}</Button>
        <Button type="submit" look="primary" disabled={change.isPending}>
          {tr("Change the password")}
        </Button>
      </div>
    </form>
  );
}

export function OwnPassword({ name }: { name: string }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{tr("Change the password")}</Button>
      {open && (
        <Dialog open title={tr("Change the password")} onClose={close}>
          <Form name={name} onClose={close} />
        </Dialog>
      )}
    </>
  );
}
