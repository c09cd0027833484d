import { ArrowDown, ArrowUp } from "lucide-react";
import { isPercent } from "@/format/number";
import { formatCell } from "@/format/value";
import { cx } from "@/ui/cx";
import { useFormat } from "@/ui/preferences";
import type { ChartData } from "./spec";

/** The rate of change that a comparison puts after its measure, where there is one. */
function changeColumn({ columns, spec }: ChartData): number {
  const measure = spec.series[0]?.column ?? 0;
  return columns.findIndex(
    (c, k) => k > measure && isPercent(c.unit) && /change|rate/i.test(c.name),
  );
}

/** One number, as large as it matters. In short form, the full figure on hover and below. */
export function NumberView({ data }: { data: ChartData }) {
  const format = useFormat();
  const row = data.rows[0];
  const series = data.spec.series.length > 0 ? data.spec.series : [{ column: 0, label: "" }];
  if (!row) return <p className="text-body text-ink-2">No rows for this.</p>;
  const at = changeColumn(data);
  const change = at < 0 ? null : row[at];
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
            {i === 0 && typeof change === "number" && <Change percent={change} />}
          </div>
        );
      })}
    </div>
  );
}

function Change({ percent }: { percent: number }) {
  const format = useFormat();
  const Arrow = percent < 0 ? ArrowDown : ArrowUp;
  const column = { name: "change", type: "float", unit: "%" };
  const rounded = Math.round(percent * 10) / 10;
  return (
    <p
      className={cx(
        "flex items-center gap-1 text-small font-medium",
        percent < 0 ? "text-bad" : "text-good",
      )}
    >
      <Arrow size={16} aria-hidden="true" />
      {formatCell(rounded, column, format, { signed: true })} against the period before
    </p>
  );
}
