import { Link } from "@tanstack/react-router";
import { messageOf } from "@/api/client";
import type { Model, Plan } from "@/api/types";
import { capital } from "@/format/text";
import { buttonClass } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Notice } from "@/ui/notice";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { usePlanAnswer } from "../api";
import { nameOf } from "../saved";
import { shapeOf } from "../plan-parts";
import { T } from "../strings";
import { Builder } from "./plan-builder";
import { Result } from "./result";
import { SaveButton } from "./save-button";
import { SavedList } from "./saved-list";

interface PlanPanelProps {
  model: Model;
  plan: Plan | null;
  onPlan: (plan: Plan) => void;
  onSql: (sql: string) => void;
}

const HIDDEN = ["having", "from", "set", "other", "distinct"];

export function PlanPanel({ model, plan, onPlan, onSql }: PlanPanelProps) {
  const shape = shapeOf(plan);
  const isReady = shape.measures.length + shape.dimensions.length > 0;
  const query = usePlanAnswer(isReady ? plan : null);
  const answer = isReady ? query.data : undefined;
  return (
    <>
      <Sheet>
        <Builder model={model} plan={plan} onPlan={onPlan} />
        {plan && HIDDEN.some((key) => key in plan) && (
          <p className="mt-3 text-small text-ink-2">{T.kept}</p>
        )}
      </Sheet>
      {!isReady && <p className="px-1 text-body text-ink-2">{T.start}</p>}
      {isReady && query.isPending && <Skeleton className="h-80" />}
      {query.isError && (
        <Notice severity="bad" title={T.failed} live>
          <p className="text-ink-2">{messageOf(query.error)}</p>
        </Notice>
      )}
      {answer && !query.isError && (
        <Sheet className={cx("motion", query.isPlaceholderData && "opacity-60")}>
          <div className="flex flex-col gap-4" aria-busy={query.isPlaceholderData}>
            <div>
              <p className="text-title font-semibold text-balance" data-testid="headline">
                {answer.headline || capital(answer.reading)}
              </p>
              {answer.headline && (
                <p className="text-small text-ink-2">{capital(answer.reading)}</p>
              )}
              {answer.message && <p className="text-body text-ink-2">{answer.message}</p>}
            </div>
            <Result
              caption={answer.reading}
              columns={answer.columns}
              rows={answer.rows}
              spec={answer.chart}
              truncated={answer.truncated}
            />
            <div className="-mx-2 -mb-2 flex flex-wrap gap-1 border-t border-line pt-2">
              <Link
                to="/ask"
                search={{ q: answer.reading, plan: answer.plan ?? plan ?? {} }}
                className={buttonClass("quiet")}
              >
                {T.openAsk}
              </Link>
              <button
                type="button"
                className={buttonClass("quiet")}
                onClick={() => onSql(answer.sql)}
              >
                {T.asSql}
              </button>
              {(answer.plan ?? plan) && (
                <span className="ml-auto">
                  <SaveButton
                    what={{ plan: answer.plan ?? plan ?? {} }}
                    name={nameOf(capital(answer.reading))}
                  />
                </span>
              )}
            </div>
          </div>
        </Sheet>
      )}
      <SavedList onSql={onSql} onPlan={onPlan} />
    </>
  );
}
