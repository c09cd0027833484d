import { Plus } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import type { RecipeStep } from "@/api/wire";
import { tr } from "@/format/words";
import { Button, buttonClass } from "@/ui/button";
import { Menu } from "@/ui/menu";
import { Notice } from "@/ui/notice";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { useClean, useRecipe, useRecipePreview } from "../recipe-api";
import { columnsAfter, STEP_KINDS, stepKind } from "../recipe";
import { STEP_WORDS } from "../recipe-words";
import { CleaningPreview } from "./cleaning-preview";
import { StepForm } from "./step-form";
import { StepList } from "./step-list";

export function CleaningPanel({ table }: { table: string }) {
  const recipe = useRecipe(table);
  if (recipe.isPending) return <Skeleton className="h-64" />;
  if (recipe.isError) {
    return (
      <Notice severity="bad" title={tr("The steps could not be read")} live>
        <p className="text-ink-2">{messageOf(recipe.error)}</p>
      </Notice>
    );
  }
  return <Cleaning table={table} kept={recipe.data.steps} imported={recipe.data.columns} />;
}

type Editing = { index: number; op: string } | null;

interface CleaningProps {
  table: string;
  kept: RecipeStep[];
  imported: string[];
}

const same = (a: RecipeStep[], b: RecipeStep[]) => JSON.stringify(a) === JSON.stringify(b);

/** A draft of the steps, tried over the rows as they came; kept only when asked to. */
function Cleaning({ table, kept, imported }: CleaningProps) {
  const [draft, setDraft] = useState<RecipeStep[] | null>(null);
  const [editing, setEditing] = useState<Editing>(null);
  const clean = useClean(table);
  const steps = draft ?? kept;
  const isChanged = draft !== null && !same(draft, kept);
  const preview = useRecipePreview(table, steps);
  const kind = editing && stepKind(editing.op);

  function keep() {
    const before = kept;
    clean.mutate(steps, {
      onSuccess: () => {
        setDraft(null);
        toast(tr("Cleaned. The next file for this table is cleaned the same way."), "good", {
          text: tr("Undo"),
          run: () => clean.mutate(before),
        });
      },
    });
  }
  function discard() {
    const before = draft;
    setDraft(null);
    toast(tr("The steps are as they were."), "good", {
      text: tr("Undo"),
      run: () => setDraft(before),
    });
  }
  function finish(step: RecipeStep) {
    if (!editing) return;
    const next = [...steps];
    next[editing.index] = step;
    setDraft(next);
    setEditing(null);
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-body text-ink-2">
        {tr(
          "Steps that put the rows in order, done again whenever a file is added. The rows as they came are kept, so any step can be taken back.",
        )}
      </p>
      <Sheet
        title={tr("Steps")}
        flush
        aside={
          <Menu
            label={tr("Add a step")}
            buttonClassName={buttonClass("plain")}
            button={
              <>
                <Plus size={16} aria-hidden="true" />
                {tr("Add a step")}
              </>
            }
            groups={[
              {
                items: STEP_KINDS.map((k) => ({
                  id: k.op,
                  text: STEP_WORDS[k.op]?.title ?? "",
                  onSelect: () => setEditing({ index: steps.length, op: k.op }),
                })),
              },
            ]}
          />
        }
      >
        {steps.length === 0 && !editing && (
          <p className="px-4 pb-4 text-body text-ink-2 md:px-5 md:pb-5">
            {tr("No steps yet: the table holds the rows as they were imported.")}
          </p>
        )}
        {steps.length > 0 && (
          <StepList
            steps={steps}
            effects={preview.data?.effects ?? []}
            onChange={setDraft}
            onEdit={(index) => setEditing({ index, op: steps[index]?.op ?? "" })}
          />
        )}
        {kind && (
          <div className="border-t border-line p-4 md:p-5">
            <h3 className="pb-1 text-body font-semibold">{STEP_WORDS[kind.op]?.title}</h3>
            <StepForm
              key={`${editing.index} ${editing.op}`}
              kind={kind}
              step={steps[editing.index]}
              columns={columnsAfter(imported, steps.slice(0, editing.index))}
              onDone={finish}
              onCancel={() => setEditing(null)}
            />
          </div>
        )}
      </Sheet>
      {clean.isError && (
        <Notice severity="bad" title={tr("The rows are as they were")} live>
          <p className="text-ink-2">{messageOf(clean.error)}</p>
        </Notice>
      )}
      {isChanged && (
        <div className="flex flex-wrap items-center gap-2">
          <Button look="primary" disabled={clean.isPending || preview.isError} onClick={keep}>
            {clean.isPending ? tr("Cleaning") : tr("Clean the table this way")}
          </Button>
          <Button onClick={discard}>{tr("Discard the changes")}</Button>
        </div>
      )}
      <CleaningPreview preview={preview} isDraft={isChanged} />
    </div>
  );
}
