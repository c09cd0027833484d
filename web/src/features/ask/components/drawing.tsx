import { useState, type RefObject } from "react";
import type { Answer } from "@/api/types";
import { Chart } from "@/charts/chart";
import type { ChartHandle } from "@/charts/save";
import type { ChartData, MarkValue } from "@/charts/spec";
import { formatCell } from "@/format/value";
import { tr } from "@/format/words";
import { useFormat } from "@/ui/preferences";
import { RowsDialog, type Mark } from "./rows-dialog";

interface DrawingProps {
  answer: Answer;
  data: ChartData;
  handle: RefObject<ChartHandle | null>;
}

/** The answer's chart. Each of its marks opens the rows that it was made of. */
export function Drawing({ answer, data, handle }: DrawingProps) {
  const format = useFormat();
  const [mark, setMark] = useState<Mark | null>(null);
  const { plan } = answer;
  if (!plan) return <Chart data={data} handle={handle} />;
  const nameOf = ({ column: k, value }: MarkValue) => {
    const column = answer.columns[k];
    const time = data.spec.x?.column === k ? data.spec.x.grain : null;
    return column ? formatCell(value, { ...column, grain: time }, format, { short: true }) : "";
  };
  const open = (marks: MarkValue[]) =>
    setMark({
      text: marks.map(nameOf).filter(Boolean).join(", "),
      where: marks.map(({ column, value }) => ({ column, value: value ?? null })),
    });
  return (
    <div className="flex flex-col gap-1">
      <Chart data={data} handle={handle} onMark={open} />
      {data.spec.type !== "number" && (
        <p className="text-small text-ink-3 print:hidden">
          {tr("Choose a mark of the chart to see the rows behind it.")}
        </p>
      )}
      <RowsDialog plan={plan} mark={mark} onClose={() => setMark(null)} />
    </div>
  );
}
