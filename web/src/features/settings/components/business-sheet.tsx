import { setBusinessName, useBusinessName } from "@/ui/business";
import { Field, Input } from "@/ui/field";
import { Sheet } from "@/ui/sheet";
import { T } from "../strings";

export function BusinessSheet() {
  const name = useBusinessName();
  return (
    <Sheet title={T.business}>
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={T.name} hint={T.nameHint}>
          {(ids) => (
            <Input
              {...ids}
              maxLength={80}
              autoComplete="organization"
              value={name}
              onChange={(e) => setBusinessName(e.target.value)}
            />
          )}
        </Field>
      </div>
    </Sheet>
  );
}
