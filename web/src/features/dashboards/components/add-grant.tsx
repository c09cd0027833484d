import { Plus } from "lucide-react";
import { useState } from "react";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Field, Select } from "@/ui/field";
import type { Grant, Level } from "../access";

type Who = Pick<Grant, "person" | "role">;

interface AddGrantProps {
  subjects: readonly { id: string; text: string; who: Who }[];
  levels: Record<Level, string>;
  onAdd: (who: Who, level: Level) => void;
}

/** One more person or role, and what they may do. */
export function AddGrant({ subjects, levels, onAdd }: AddGrantProps) {
  const [chosen, setChosen] = useState("");
  const [level, setLevel] = useState<Level>("view");
  const found = subjects.find(({ id }) => id === chosen);
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(e) => {
        e.preventDefault();
        if (!found) return;
        onAdd(found.who, level);
        setChosen("");
      }}
    >
      <div className="min-w-0 basis-full sm:flex-1 sm:basis-0">
        <Field label={tr("Share with")}>
          {(ids) => (
            <Select {...ids} value={found?.id ?? ""} onChange={(e) => setChosen(e.target.value)}>
              <option value="">{tr("A person or a role")}</option>
              {subjects.map(({ id, text }) => (
                <option key={id} value={id}>
                  {text}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Select
        aria-label={tr("What they may do")}
        className="w-40 max-sm:flex-1"
        value={level}
        onChange={(e) => setLevel(e.target.value as Level)}
      >
        <option value="view">{levels.view}</option>
        <option value="edit">{levels.edit}</option>
      </Select>
      <Button type="submit" disabled={!found} icon={<Plus size={16} aria-hidden="true" />}>
        {tr("Share")}
      </Button>
    </form>
  );
}
