import { useState } from "react";
import { Field, Input } from "@/ui/field";
import { T } from "../strings";

interface NameFieldProps {
  name: string;
  onChange: (name: string) => void;
}

/** Kept when one leaves the field or presses Enter; Escape takes back what was typed. */
export function NameField({ name, onChange }: NameFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  function keep() {
    const next = draft?.trim();
    setDraft(null);
    if (next !== undefined && next !== name) onChange(next);
  }
  return (
    <Field label={T.name} hint={T.nameHint}>
      {(ids) => (
        <Input
          {...ids}
          maxLength={80}
          autoComplete="organization"
          value={draft ?? name}
          onChange={(e) => setDraft(e.target.value)}
          onBlur={keep}
          onKeyDown={(e) => {
            if (e.key === "Enter") keep();
            if (e.key === "Escape") setDraft(null);
          }}
        />
      )}
    </Field>
  );
}
