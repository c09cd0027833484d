import { ArrowDown, ArrowUp, Pencil, Trash2 } from "lucide-react";
import type { RecipeEffect, RecipeStep } from "@/api/wire";
import { tr } from "@/format/words";
import { IconButton } from "@/ui/button";
import { cx } from "@/ui/cx";
import { effectText, stepDetail } from "../recipe";
import { STEP_WORDS } from "../recipe-words";
import { useSay } from "./use-say";

interface StepListProps {
  steps: RecipeStep[];
  effects: readonly RecipeEffect[];
  onChange: (steps: RecipeStep[]) => void;
  onEdit: (index: number) => void;
}

function moved(steps: RecipeStep[], from: number, by: number): RecipeStep[] {
  const rest = steps.filter((_, i) => i !== from);
  const step = steps[from];
  return step ? [...rest.slice(0, from + by), step, ...rest.slice(from + by)] : steps;
}

/** The steps in their order, each with what it does to the rows. */
export function StepList({ steps, effects, onChange, onEdit }: StepListProps) {
  const say = useSay();
  return (
    <ol className="divide-y divide-line border-t border-line">
      {steps.map((step, i) => {
        const title = STEP_WORDS[step.op]?.title ?? step.op;
        const effect = effects[i];
        return (
          <li
            key={`${i} ${JSON.stringify(step)}`}
            className="flex flex-wrap items-center gap-x-3 px-4 py-2 md:px-5"
          >
            <span className="tabular w-5 text-small text-ink-3">{i + 1}</span>
            <div className="min-w-0 flex-1 basis-48">
              <p className="text-body font-medium">{title}</p>
              <p className="text-small break-words text-ink-2">{stepDetail(step)}</p>
            </div>
            {effect && (
              <p className={cx("text-small", effect.lost > 0 ? "text-warn" : "text-ink-3")}>
                {effectText(effect, say)}
              </p>
            )}
            <div className="flex">
              <IconButton
                label={tr("Move up")}
                disabled={i === 0}
                onClick={() => onChange(moved(steps, i, -1))}
              >
                <ArrowUp size={16} aria-hidden="true" />
              </IconButton>
              <IconButton
                label={tr("Move down")}
                disabled={i === steps.length - 1}
                onClick={() => onChange(moved(steps, i, 1))}
              >
                <ArrowDown size={16} aria-hidden="true" />
              </IconButton>
              <IconButton label={tr("Change {what}", { what: title })} onClick={() => onEdit(i)}>
                <Pencil size={16} aria-hidden="true" />
              </IconButton>
              <IconButton
                label={tr("Remove {what}", { what: title })}
                side="left"
                onClick={() => onChange(steps.filter((_, k) => k !== i))}
              >
                <Trash2 size={16} aria-hidden="true" />
              </IconButton>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
