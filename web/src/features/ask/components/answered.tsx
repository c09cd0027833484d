import { useMemo, useRef, useState } from "react";
import type { Answer, Plan } from "@/api/types";
import { AheadChart } from "@/charts/ahead-chart";
import { aheadOf } from "@/charts/ahead-words";
import { honestType } from "@/charts/honest";
import { ChartWhy } from "@/charts/why";
import { offerOf, withType } from "@/charts/possible";
import type { ChartHandle } from "@/charts/save";
import type { ChartType } from "@/charts/spec";
import { cx } from "@/ui/cx";
import { Notice } from "@/ui/notice";
import { ResultTable } from "@/ui/result-table";
import { Sheet } from "@/ui/sheet";
import { T } from "../strings";
import { AnswerActions } from "./answer-actions";
import { AnswerFoot } from "./answer-foot";
import { BigTable } from "./big-table";
import { Chips } from "./chips";
import { Drawing } from "./drawing";
import { SqlBlock } from "./sql-block";

interface AnsweredProps {
  answer: Answer;
  /** The address that opens this very reading again. */
  link: string;
  busy: boolean;
  onPlan: (plan: Plan) => void;
}

/** Headline, reading, chart, and everything that lets a person check it. */
export function Answered({ answer, link, busy, onPlan }: AnsweredProps) {
  const spec = answer.chart;
  const [wished, setWished] = useState<ChartType | null>(null);
  const handle = useRef<ChartHandle>(null);
  const original = useMemo(
    () => (spec ? { spec, columns: answer.columns, rows: answer.rows } : null),
    [spec, answer.columns, answer.rows],
  );
  const data = original && wished ? (withType(original, wished) ?? original) : original;
  const types = useMemo(
    () => (original && !answer.forecast ? offerOf(original) : { suits: [], others: [] }),
    [original, answer.forecast],
  );
  const ahead = useMemo(
    () => (answer.forecast ? aheadOf(answer.forecast) : null),
    [answer.forecast],
  );
  const drawn = data !== null && honestType(data, 720).type !== "table";
  const [shown, setShown] = useState({ table: false, sql: false });
  const isEmpty = answer.rows.length === 0;
  const showTable = (shown.table || !drawn) && !isEmpty;
  return (
    <Sheet className={cx("motion", busy && "opacity-60")}>
      <div className="flex flex-col gap-4" aria-busy={busy}>
        {answer.headline && (
          <p className="text-title font-semibold text-balance break-words" data-testid="headline">
            {answer.headline}
          </p>
        )}
        <Chips chips={answer.chips} onPlan={onPlan} busy={busy} />
        {answer.notice && <Notice severity="info">{answer.notice}</Notice>}
        {isEmpty && <p className="text-body text-ink-2">{T.noRows}</p>}

        {ahead ? (
          <AheadChart data={ahead} />
        ) : (
          data && drawn && <Drawing answer={answer} data={data} handle={handle} />
        )}
        {answer.rows.length > 0 && <ChartWhy spec={data?.spec} drawn={drawn} />}
        {showTable && (
          <div
            className={cx("-mx-4 md:-mx-5", drawn && "border-t border-line")}
            data-testid="answer-table"
          >
            {answer.truncated && answer.plan ? (
              <BigTable
                caption={answer.headline || answer.question}
                plan={answer.plan}
                columns={answer.columns}
              />
            ) : (
              <ResultTable
                caption={answer.headline || answer.question}
                columns={answer.columns}
                rows={answer.rows}
                filterable
              />
            )}
          </div>
        )}
        {shown.sql && <SqlBlock sql={answer.sql} />}
        <AnswerFoot answer={answer} />
        <AnswerActions
          answer={answer}
          link={link}
          drawn={drawn}
          types={types}
          chart={data?.spec.type ?? ""}
          onChart={(type) => setWished(type as ChartType)}
          shown={shown}
          onShown={setShown}
          handle={handle}
          onPlan={onPlan}
        />
      </div>
    </Sheet>
  );
}
