import { Plus, X } from "lucide-react";
import { useId, useState } from "react";
import type { Model } from "@/api/types";
import { tr } from "@/format/words";
import { buttonClass, IconButton } from "@/ui/button";
import { Combo } from "@/ui/combo";
import { Input } from "@/ui/field";
import { conditionExpr, conditionOf, opsFor, type Condition } from "../conditions";
import { columnOf, filterPieces, type Expr } from "../plan-parts";
import { OPS, T } from "../strings";
import { Choose } from "./plan-builder";

interface ConditionsProps {
  model: Model;
  filters: Expr[];
  onChange: (filters: Expr[]) => void;
}

/** Conditions that all must hold. A new one takes effect when it has a value. */
export function Conditions({ model, filters, onChange }: ConditionsProps) {
  const [fresh, setFresh] = useState<Condition | null>(null);
  const pieces = filterPieces(model);
  const typeOf = (column: string) => columnOf(model, column)?.type ?? "text";
  const put = (i: number, condition: Condition) =>
    onChange(
      filters.map((f, k) => (k === i ? conditionExpr(condition, typeOf(condition.column)) : f)),
    );
  return (
    <div className="flex w-full flex-col items-start gap-2">
      {filters.map((expr, i) => {
        const condition = conditionOf(expr);
        const remove = () => onChange(filters.filter((_, k) => k !== i));
        return condition ? (
          <Line
            key={`${condition.column} ${condition.op} ${condition.value} ${i}`}
            model={model}
            condition={condition}
            onDone={(next) => put(i, next)}
            onRemove={remove}
          />
        ) : (
          <span key={i} className="inline-flex items-center rounded-md bg-wash pl-3 text-small">
            {T.asAsked}
            <IconButton label={T.remove} onClick={remove}>
              <X size={16} aria-hidden="true" />
            </IconButton>
          </span>
        );
      })}
      {fresh && (
        <Line
          model={model}
          condition={fresh}
          onDone={(next) => {
            setFresh(null);
            onChange([...filters, conditionExpr(next, typeOf(next.column))]);
          }}
          onRemove={() => setFresh(null)}
        />
      )}
      <Combo
        label={T.addFilter}
        options={pieces}
        buttonClassName={buttonClass("quiet")}
        button={
          <>
            <Plus size={16} aria-hidden="true" />
            {T.addFilter}
          </>
        }
        onChoose={(column) =>
          setFresh({ column, op: opsFor(columnOf(model, column))[0] ?? "=", value: "" })
        }
      />
    </div>
  );
}

interface LineProps {
  model: Model;
  condition: Condition;
  onDone: (condition: Condition) => void;
  onRemove: () => void;
}

function Line({ model, condition, onDone, onRemove }: LineProps) {
  const [draft, setDraft] = useState(condition);
  const list = useId();
  const column = columnOf(model, draft.column);
  const name = column?.label || draft.column;
  const texts = Object.fromEntries(opsFor(column).map((op) => [op, OPS[op] ?? op]));
  const known = column?.profile.top.map((t) => String(t.value)) ?? [];
  const isReady = draft.op === "is_null" || draft.value.trim() !== "";
  const finish = (next: Condition) => {
    const same = JSON.stringify(next) === JSON.stringify(condition);
    if (!same && (next.op === "is_null" || next.value.trim() !== "")) onDone(next);
  };
  return (
    <div className="flex max-w-full flex-wrap items-center gap-2">
      <span className="text-small font-medium break-words">{name}</span>
      <Choose
        label={tr("How {name} is compared", { name })}
        texts={texts}
        value={draft.op}
        onChange={(op) => {
          const next = { ...draft, op };
          setDraft(next);
          finish(next);
        }}
      />
      {draft.op !== "is_null" && (
        <>
          <Input
            aria-label={tr("Value of {name}", { name })}
            className="w-44!"
            list={list}
            autoFocus={condition.value === ""}
            value={draft.value}
            onChange={(e) => setDraft({ ...draft, value: e.target.value })}
            onBlur={() => finish(draft)}
            onKeyDown={(e) => e.key === "Enter" && isReady && finish(draft)}
          />
          <datalist id={list}>
            {known.map((value) => (
              <option key={value} value={value} />
            ))}
          </datalist>
        </>
      )}
      <IconButton label={tr("Remove {name}", { name })} onClick={onRemove}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
