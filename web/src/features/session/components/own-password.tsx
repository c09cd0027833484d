import { useState } from "react";
import { tr } from "@/format/words";
import { PASSWORD_MIN, PasswordField } from "@/ui/password-field";
import { toast } from "@/ui/toast";
import { T } from "../strings";
import { OwnDialog } from "./own-dialog";

export function OwnPassword({ name, onClose }: { name: string; onClose: () => void }) {
  const [next, setNext] = useState("");
  return (
    <OwnDialog
      title={T.changePassword}
      failed={tr("The password was not changed")}
      read={() => (next.length < PASSWORD_MIN ? { wrong: T.passwordShort } : { password: next })}
      onDone={() => toast(tr("The password is changed. Other devices were signed out."))}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          {/* For the browser's own store of passwords. */}
          <input type="text" autoComplete="username" value={name} readOnly hidden />
          <PasswordField
            label={tr("New password")}
            isNew
            autoFocus
            value={next}
            onChange={setNext}
            hint={T.passwordHint}
            error={wrong}
          />
        </>
      )}
    </OwnDialog>
  );
}
