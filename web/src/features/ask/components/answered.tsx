import { Download, Link as LinkIcon, Table2, Code } from "lucide-react";
import { useMemo, useState } from "react";
import type { Answer, Plan } from "@/api/types";
import { AheadChart } from "@/charts/ahead-chart";
import { aheadOf } from "@/charts/ahead-words";
import { Chart } from "@/charts/chart";
import { honestType } from "@/charts/honest";
import { toCsv } from "@/format/csv";
import { regroup } from "@/format/value";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { useFormat } from "@/ui/preferences";
import { ResultTable } from "@/ui/result-table";
import { Sheet } from "@/ui/sheet";
import { toast } from "@/ui/toast";
import { T } from "../strings";
import { AnswerFoot } from "./answer-foot";
import { Chips } from "./chips";
import { NotRight } from "./not-right";
import { SqlBlock } from "./sql-block";

function download(answer: Answer) {
  const header = answer.columns.map((c) => c.label || c.name);
  const blob = new Blob(["\ufeff", toCsv(header, answer.rows)], { type: "text/csv;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${answer.question.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "answer"}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function share(url: string) {
  try {
    await navigator.clipboard.writeText(url);
    toast(T.linkCopied);
  } catch {
    toast(url, "info");
  }
}

interface AnsweredProps {
  answer: Answer;
  /** The address that opens this very reading again. */
  link: string;
  busy: boolean;
  onPlan: (plan: Plan) => void;
}

/** Headline, reading, chart, and everything that lets a person check it. */
export function Answered({ answer, link, busy, onPlan }: AnsweredProps) {
  const format = useFormat();
  const spec = answer.chart;
  const data = useMemo(
    () => (spec ? { spec, columns: answer.columns, rows: answer.rows } : null),
    [spec, answer.columns, answer.rows],
  );
  const ahead = useMemo(
    () => (answer.forecast ? aheadOf(answer.forecast) : null),
    [answer.forecast],
  );
  const drawn = data !== null && honestType(data, 720).type !== "table";
  const [table, setTable] = useState(false);
  const [sql, setSql] = useState(false);
  const isEmpty = answer.rows.length === 0;
  const showTable = (table || !drawn) && !isEmpty;
  return (
    <Sheet className={cx("motion", busy && "opacity-60")}>
      <div className="flex flex-col gap-4" aria-busy={busy}>
        {answer.headline && (
          <p className="text-title font-semibold text-balance" data-testid="headline">
            {regroup(answer.headline, format)}
          </p>
        )}
        <Chips chips={answer.chips} onPlan={onPlan} busy={busy} />
        {isEmpty && <p className="text-body text-ink-2">{T.noRows}</p>}
        {ahead ? <AheadChart data={ahead} /> : data && drawn && <Chart data={data} />}
        {showTable && (
          <div
            className={cx("-mx-4 md:-mx-5", drawn && "border-t border-line")}
            data-testid="answer-table"
          >
            <ResultTable
              caption={answer.headline || answer.question}
              columns={answer.columns}
              rows={answer.rows}
            />
          </div>
        )}
        {sql && <SqlBlock sql={answer.sql} />}
        {[spec && drawn && spec.type === "table" ? spec.reason : ""].filter(Boolean).map((note) => (
          <p key={note} className="text-small text-ink-2">
            {note}
          </p>
        ))}
        {answer.truncated && (
          <p className="text-small text-warn">
            {tr("Only the first {n} rows are shown; there are more.", { n: answer.rows.length })}
          </p>
        )}
        <AnswerFoot answer={answer} />
        <div className="-mx-2 -mb-2 flex flex-wrap items-center gap-1 border-t border-line pt-2">
          {drawn && !isEmpty && (
            <Button
              look="quiet"
              aria-expanded={table}
              onClick={() => setTable(!table)}
              icon={<Table2 size={16} aria-hidden="true" className="max-sm:hidden" />}
            >
              {tr("Table")}
            </Button>
          )}
          {answer.sql && (
            <Button
              look="quiet"
              aria-expanded={sql}
              onClick={() => setSql(!sql)}
              icon={<Code size={16} aria-hidden="true" className="max-sm:hidden" />}
            >
              SQL
            </Button>
          )}
          <NotRight answer={answer} onPlan={onPlan} />
          <span className="ml-auto flex flex-wrap">
            <Button
              look="quiet"
              onClick={() => void share(link)}
              icon={<LinkIcon size={16} aria-hidden="true" />}
            >
              <span className="max-sm:sr-only">{tr("Copy link")}</span>
            </Button>
            {!isEmpty && (
              <Button
                look="quiet"
                onClick={() => download(answer)}
                icon={<Download size={16} aria-hidden="true" />}
              >
                <span className="max-sm:sr-only">{tr("Download")}</span>
              </Button>
            )}
          </span>
        </div>
      </div>
    </Sheet>
  );
}
