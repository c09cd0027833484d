import { useState } from "react";
import { tr } from "@/format/words";
import { Field, Input } from "@/ui/field";
import { toast } from "@/ui/toast";
import { T } from "../strings";
import { OwnDialog } from "./own-dialog";

export function OwnName({ name, onClose }: { name: string; onClose: () => void }) {
  const [next, setNext] = useState(name);
  const typed = next.trim();
  return (
    <OwnDialog
      title={T.changeName}
      failed={tr("The name was not changed")}
      read={() => (typed ? { name: typed } : { wrong: T.nameMissing })}
      onDone={() => toast(tr("You sign in as {name} from now on.", { name: typed }))}
      onClose={onClose}
    >
      {(wrong) => (
        <Field label={T.name} hint={tr("You sign in with it, and others see it.")} error={wrong}>
          {(ids) => (
            <Input
              {...ids}
              data-focus
              autoComplete="username"
              maxLength={120}
              value={next}
              onChange={(e) => setNext(e.target.value)}
            />
          )}
        </Field>
      )}
    </OwnDialog>
  );
}
