import type { Person } from "@/api/session";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Notice } from "@/ui/notice";
import { PasswordField } from "@/ui/password-field";
import { toast } from "@/ui/toast";
import { usePeopleChanges } from "../api";
import { T } from "../strings";
import { suggestPassword } from "../suggest";
import { useFields } from "./use-fields";

export function ResetPassword({ person, onClose }: { person: Person; onClose: () => void }) {
  const { change } = usePeopleChanges();
  const { id, name } = person;
  const { password, setPassword, wrong, send } = useFields(name);
  async function submit() {
    if (!(await send((fields) => change.mutateAsync({ id, password: fields.password })))) return;
    onClose();
    toast(tr("{name} signs in with the new password from now on.", { name }));
  }
  const why = wrong.form ?? wrong.name;
  return (
    <Dialog open title={tr("New password for {name}", { name })} onClose={onClose}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(e) => {
          e.preventDefault();
          void submit();
        }}
      >
        <p>{tr("{name} is signed out everywhere, and signs in with this one.", { name })}</p>
        {why && (
          <Notice severity="bad" live title={tr("The password was not changed")}>
            <p className="text-small">{why}</p>
          </Notice>
        )}
        <PasswordField
          label={T.password}
          isNew
          autoFocus
          value={password}
          onChange={setPassword}
          onSuggest={suggestPassword}
          hint={T.passOn}
          error={wrong.password}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button type="submit" look="primary" disabled={change.isPending}>
            {tr("Set the password")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
