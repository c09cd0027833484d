import { ArrowDown, ArrowUp } from "lucide-react";
import { formatCell } from "@/format/value";
import { tr } from "@/format/words";
import { cx } from "@/ui/cx";
import { useFormat } from "@/ui/preferences";
import { changeOf, rateText } from "./change";
import type { ChartData } from "./spec";
import { T } from "./strings";

/** One number, as large as it matters. In short form, the full figure on hover and below. */
export function NumberView({ data }: { data: ChartData }) {
  const format = useFormat();
  const row = data.rows[0];
  const series = data.spec.series.length > 0 ? data.spec.series : [{ column: 0, label: "" }];
  if (!row) return <p className="text-body text-ink-2">{T.nothing}</p>;
  const change = changeOf(data, series[0]?.column ?? 0);
  const rate = change && row[change.column];
  return (
    <div data-chart="number" className="flex flex-wrap gap-x-10 gap-y-4">
      {series.map((s, i) => {
        const column = data.columns[s.column] ?? {
          name: s.label,
          label: s.label,
          type: "float",
          unit: "",
        };
        const full = formatCell(row[s.column], column, format);
        const compact = formatCell(row[s.column], column, format, { compact: true });
        return (
          <div key={s.column}>
            <p className="text-headline font-semibold tracking-tight" title={full}>
              {compact}
            </p>
            <p className="text-small text-ink-2">
              {s.label || column.label}
              {compact !== full && <span className="text-ink-3"> · {full}</span>}
            </p>
            {i === 0 && typeof rate === "number" && (
              <Change rate={rate} against={change?.against ?? ""} />
            )}
          </div>
        );
      })}
    </div>
  );
}

function Change({ rate, against }: { rate: number; against: string }) {
  const format = useFormat();
  const Arrow = rate < 0 ? ArrowDown : ArrowUp;
  return (
    <p
      className={cx(
        "flex items-center gap-1 text-small font-medium",
        rate < 0 ? "text-bad" : "text-good",
      )}
    >
      <Arrow size={16} aria-hidden="true" />
      {tr("{rate} against {name}", { rate: rateText(rate, { format }), name: against })}
    </p>
  );
}
