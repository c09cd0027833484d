import { useState } from "react";
import { messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { Field, Input } from "@/ui/field";
import { toast } from "@/ui/toast";
import { useChangeOwn } from "../api";
import { T } from "../strings";

/** Kept when one leaves the field or presses Enter; what is refused stays, to be mended. */
export function OwnName({ name }: { name: string }) {
  const change = useChangeOwn();
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = change.error && draft !== null ? messageOf(change.error) : null;
  async function keep() {
    const next = draft?.trim();
    if (!next || next === name) {
      setDraft(null);
      return;
    }
    try {
      await change.mutateAsync({ name: next });
      setDraft(null);
      toast(tr("You sign in as {name} from now on.", { name: next }));
    } catch {
      // Said beside the field.
    }
  }
  return (
    <Field label={T.name} hint={tr("You sign in with it, and others see it.")} error={wrong}>
      {(ids) => (
        <Input
          {...ids}
          autoComplete="username"
          maxLength={120}
          value={draft ?? name}
          onChange={(e) => setDraft(e.target.value)}
          onBlur={() => void keep()}
          onKeyDown={(e) => {
            if (e.key === "Enter") void keep();
            if (e.key === "Escape") setDraft(null);
          }}
        />
      )}
    </Field>
  );
}
