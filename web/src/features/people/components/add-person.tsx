import { useState } from "react";
import type { Role } from "@/api/session";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { PasswordField } from "@/ui/password-field";
import { toast } from "@/ui/toast";
import { usePeopleChanges } from "../api";
import { T } from "../strings";
import { suggestPassword } from "../suggest";
import { RoleChoice } from "./role-choice";
import { useFields } from "./use-fields";

export function AddPerson({ onClose }: { onClose: () => void }) {
  const { add } = usePeopleChanges();
  const { name, setName, password, setPassword, wrong, send } = useFields();
  const [role, setRole] = useState<Role>("viewer");
  async function submit() {
    if (!(await send((fields) => add.mutateAsync({ ...fields, role })))) return;
    onClose();
    toast(tr("{name} can sign in now.", { name: name.trim() }));
  }
  return (
    <Dialog open title={T.add} onClose={onClose}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(e) => {
          e.preventDefault();
          void submit();
        }}
      >
        {wrong.form && (
          <Notice severity="bad" live title={tr("Nobody was added")}>
            <p className="text-small">{wrong.form}</p>
          </Notice>
        )}
        <Field label={T.name} hint={T.nameHint} error={wrong.name}>
          {(ids) => (
            <Input
              {...ids}
              data-focus
              autoComplete="off"
              maxLength={120}
              value={name}
              onChange={(e) => setName(e.target.value)}
            />
          )}
        </Field>
        <RoleChoice role={role} onChange={setRole} />
        <PasswordField
          label={T.password}
          isNew
          value={password}
          onChange={setPassword}
          onSuggest={suggestPassword}
          hint={T.passOn}
          error={wrong.password}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button type="submit" look="primary" disabled={add.isPending}>
            {tr("Add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
