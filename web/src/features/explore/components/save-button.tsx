import { Save } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { toast } from "@/ui/toast";
import { useSavedChanges, type NewSaved } from "../saved";
import { T } from "../strings";

interface SaveButtonProps {
  what: Omit<NewSaved, "name">;
  /** The name that is offered. */
  name: string;
  disabled?: boolean;
}

/** Keeps a statement or a plan by name, for every browser. */
export function SaveButton({ what, name, disabled }: SaveButtonProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const { put } = useSavedChanges();
  const close = () => setDraft(null);
  async function keep(text: string) {
    try {
      await put.mutateAsync({ ...what, name: text });
      toast(tr("“{name}” is saved.", { name: text }));
      close();
    } catch (error) {
      toast(messageOf(error), "bad");
    }
  }
  return (
    <>
      <Button
        disabled={disabled}
        icon={<Save size={16} aria-hidden="true" />}
        onClick={() => setDraft(name)}
      >
        {T.save}
      </Button>
      <Dialog title={tr("Save this query")} open={draft !== null} onClose={close}>
        {draft !== null && (
          <form
            className="flex flex-col gap-3"
            onSubmit={(e) => {
              e.preventDefault();
              void keep(draft.trim());
            }}
          >
            <Field label={tr("Name")}>
              {(ids) => (
                <Input
                  {...ids}
                  autoFocus
                  value={draft}
                  onChange={(e) => setDraft(e.target.value)}
                />
              )}
            </Field>
            <Button
              type="submit"
              look="primary"
              className="self-start"
              disabled={put.isPending || !draft.trim()}
            >
              {T.save}
            </Button>
          </form>
        )}
      </Dialog>
    </>
  );
}
