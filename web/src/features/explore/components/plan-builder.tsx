import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Model, Plan } from "@/api/types";
import { tr } from "@/format/words";
import { buttonClass, IconButton } from "@/ui/button";
import { Combo } from "@/ui/combo";
import { Select } from "@/ui/field";
import {
  dimensionPieces,
  exprOf,
  idOf,
  measurePieces,
  shapeOf,
  withParts,
  type Expr,
  type Piece,
} from "../plan-parts";
import { COMPARES, ORDERS, T } from "../strings";
import { Conditions } from "./conditions";
import { PeriodRow } from "./period-row";

export interface BuilderProps {
  model: Model;
  plan: Plan | null;
  onPlan: (plan: Plan) => void;
}

const LIMITS = [0, 5, 10, 20, 50, 100, 1000];

/** A question put together of its pieces; every change is the next plan. */
export function Builder({ model, plan, onPlan }: BuilderProps) {
  const shape = shapeOf(plan);
  const change = (parts: Parameters<typeof withParts>[1]) => onPlan(withParts(plan, parts));
  return (
    <div className="flex flex-col gap-3">
      <Row title={T.show}>
        <Pieces
          label={T.addFigure}
          pieces={measurePieces(model)}
          exprs={shape.measures.map((m) => m.expr)}
          onChange={(exprs) => change({ measures: exprs.map((expr) => ({ expr })) })}
        />
      </Row>
      <Row title={T.by}>
        <Pieces
          label={T.addBreak}
          pieces={dimensionPieces(model)}
          exprs={shape.dimensions.map((d) => d.expr)}
          onChange={(exprs) => change({ dimensions: exprs.map((expr) => ({ expr })) })}
        />
      </Row>
      <Row title={T.only}>
        <Conditions
          model={model}
          filters={shape.filters}
          onChange={(filters) => change({ filters })}
        />
      </Row>
      <Row title={T.period}>
        <PeriodRow model={model} plan={plan} onPlan={onPlan} />
      </Row>
      {shape.time && (
        <Row title={T.compare}>
          <Choose
            label={T.compare}
            texts={COMPARES}
            value={shape.compare ?? "none"}
            onChange={(id) => change({ compare: id === "none" ? undefined : id })}
          />
        </Row>
      )}
      {shape.dimensions.length > 0 && <OrderRow plan={plan} onPlan={onPlan} />}
    </div>
  );
}

export function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div
      role="group"
      aria-label={title}
      className="grid items-start gap-x-4 gap-y-1 md:grid-cols-[120px_minmax(0,1fr)]"
    >
      <p className="text-small font-medium text-ink-2 md:pt-2">{title}</p>
      <div className="flex min-w-0 flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}

interface PiecesProps {
  label: string;
  pieces: Piece[];
  exprs: Expr[];
  onChange: (exprs: Expr[]) => void;
}

function Pieces({ label, pieces, exprs, onChange }: PiecesProps) {
  const used = new Set(exprs.map(idOf));
  return (
    <>
      {exprs.map((expr, i) => {
        const id = idOf(expr);
        const text = pieces.find((p) => p.id === id)?.text ?? T.asAsked;
        return (
          <span
            key={`${id ?? "asked"} ${i}`}
            className="inline-flex max-w-full items-center rounded-md border border-line bg-wash pl-3 text-small"
          >
            <span className="min-w-0 break-words">{text}</span>
            <IconButton
              label={tr("Remove {name}", { name: text })}
              onClick={() => onChange(exprs.filter((_, k) => k !== i))}
            >
              <X size={16} aria-hidden="true" />
            </IconButton>
          </span>
        );
      })}
      <Combo
        label={label}
        options={pieces.filter((p) => !used.has(p.id))}
        buttonClassName={buttonClass("quiet")}
        button={
          <>
            <Plus size={16} aria-hidden="true" />
            {label}
          </>
        }
        onChoose={(id) => onChange([...exprs, exprOf(id)])}
      />
    </>
  );
}

interface ChooseProps {
  label: string;
  texts: Record<string, string>;
  value: string;
  onChange: (id: string) => void;
}

export function Choose({ label, texts, value, onChange }: ChooseProps) {
  return (
    <Select aria-label={label} value={value} onChange={(e) => onChange(e.target.value)}>
      {Object.entries(texts).map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </Select>
  );
}

function OrderRow({ plan, onPlan }: Pick<BuilderProps, "plan" | "onPlan">) {
  const shape = shapeOf(plan);
  const order = shape.orders.find((o) => o.by === "measure");
  const value = !order ? "none" : order.descending ? "high" : "low";
  return (
    <Row title={T.order}>
      <Choose
        label={T.order}
        texts={ORDERS}
        value={value}
        onChange={(id) =>
          onPlan(
            withParts(plan, {
              orders: id === "none" ? [] : [{ by: "measure", index: 0, descending: id === "high" }],
            }),
          )
        }
      />
      <Choose
        label={T.most}
        texts={Object.fromEntries(LIMITS.map((n) => [`${n}`, n === 0 ? T.all : `${n}`]))}
        value={`${LIMITS.includes(shape.limit ?? 0) ? (shape.limit ?? 0) : 0}`}
        onChange={(n) => onPlan(withParts(plan, { limit: Number(n) || undefined }))}
      />
    </Row>
  );
}
