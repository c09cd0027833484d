import type { Alternative, Answer, Plan } from "@/api/types";
import { capital } from "@/format/text";
import { formatCell } from "@/format/value";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { useFormat } from "@/ui/preferences";
import { T } from "../strings";

const ROWS_SHOWN = 3;

interface ClarifyProps {
  answer: Answer;
  onPlan: (plan: Plan) => void;
}

/** When it is not sure it asks: each reading as a sentence, with its own small result. */
export function Clarify({ answer, onPlan }: ClarifyProps) {
  return (
    <Sheet>
      <div className="flex flex-col gap-4">
        <div>
          <p className="text-title font-semibold">{T.didYouMean}</p>
          {answer.message && <p className="text-body text-ink-2">{answer.message}</p>}
        </div>
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-3 md:grid-cols-2 xl:grid-cols-3">
          {answer.alternatives.map((alternative) => (
            <li key={alternative.reading}>
              <Reading alternative={alternative} onChoose={() => onPlan(alternative.plan)} />
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  );
}

function Reading({ alternative, onChoose }: { alternative: Alternative; onChoose: () => void }) {
  return (
    <button
      type="button"
      onClick={onChoose}
      className="motion flex h-full w-full flex-col gap-3 rounded-md border border-line-strong p-4 text-left hover:border-accent hover:bg-wash"
    >
      <span className="text-body font-medium break-words hyphens-auto">
        {capital(alternative.reading)}
      </span>
      <SmallResult alternative={alternative} />
      <span className={buttonClass("plain", "mt-auto self-start")}>{T.thisOne}</span>
    </button>
  );
}

function SmallResult({ alternative }: { alternative: Alternative }) {
  const format = useFormat();
  const { columns, rows } = alternative;
  if (rows.length === 0)
    return <span className="text-small text-ink-3">{tr("No rows for this reading.")}</span>;
  return (
    <span className="flex flex-col gap-1 text-small text-ink-2">
      {rows.slice(0, ROWS_SHOWN).map((row, r) => (
        <span key={r} className="flex justify-between gap-3">
          {columns.slice(0, 3).map((column, k) => (
            <span
              key={column.name}
              className={k === 0 ? "min-w-0 truncate" : "whitespace-nowrap text-ink"}
            >
              {formatCell(row[k], column, format, { short: true })}
            </span>
          ))}
        </span>
      ))}
      {rows.length > ROWS_SHOWN && (
        <span className="text-ink-3">{tr("and {n} more", { n: rows.length - ROWS_SHOWN })}</span>
      )}
    </span>
  );
}
