import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Field, Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { PasswordField } from "@/ui/password-field";
import { usePeopleChanges } from "../api";
import { T } from "../strings";
import { useFields } from "./use-fields";

interface FirstAccountProps {
  /** It is there, and one is signed in with it. */
  onDone: () => Promise<void>;
}

function Form({ onDone, onCancel }: FirstAccountProps & { onCancel: () => void }) {
  const { add } = usePeopleChanges();
  const { name, setName, password, setPassword, wrong, send } = useFields();
  async function make() {
    const made = await send((fields) => add.mutateAsync({ ...fields, role: "owner" }));
    if (made) await onDone();
  }
  return (
    <form
      noValidate
      className="flex max-w-md flex-col gap-4"
      onSubmit={(e) => {
        e.preventDefault();
        void make();
      }}
    >
      <p className="text-body text-ink-2">
        {tr(
          "From then on everybody signs in, you first. What is here stays as it is. You are its owner: you add the others, and say what they may do.",
        )}
      </p>
      {wrong.form && (
        <Notice severity="bad" live title={tr("The account was not made")}>
          <p className="text-small">{wrong.form}</p>
        </Notice>
      )}
      <Field label={T.ownName} hint={T.ownNameHint} error={wrong.name}>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            autoComplete="username"
            maxLength={120}
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        )}
      </Field>
      <PasswordField
        label={T.password}
        isNew
        value={password}
        onChange={setPassword}
        hint={T.passwordHint}
        error={wrong.password}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={add.isPending}>
          {tr("Make the account and sign in")}
        </Button>
        <Button onClick={onCancel}>{T.cancel}</Button>
      </div>
    </form>
  );
}

/** While nobody has an account: what that means, and the way to the first one. */
export function FirstAccount({ onDone }: FirstAccountProps) {
  const [open, setOpen] = useState(false);
  if (open) return <Form onDone={onDone} onCancel={() => setOpen(false)} />;
  return (
    <Empty
      icon={<UserRoundPlus size={20} aria-hidden="true" />}
      title={tr("Nobody has an account yet")}
      action={
        <Button look="primary" onClick={() => setOpen(true)}>
          {tr("Make the first account")}
        </Button>
      }
    >
      {tr(
        "Whoever reaches this page sees everything and may change it. With accounts each person signs in, comments and changes carry a name, and you say who may only look.",
      )}
    </Empty>
  );
}
