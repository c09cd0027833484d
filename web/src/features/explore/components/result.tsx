import { useMemo } from "react";
import type { Column } from "@/api/wire";
import type { Cell } from "@/api/types";
import { Chart } from "@/charts/chart";
import { honestType } from "@/charts/honest";
import { ChartWhy } from "@/charts/why";
import type { ChartSpec } from "@/charts/spec";
import { tr } from "@/format/words";
import { ResultTable } from "@/ui/result-table";
import { T } from "../strings";

interface ResultProps {
  caption: string;
  columns: Column[];
  rows: Cell[][];
  spec: ChartSpec | null;
  truncated: boolean;
}

/** Rows as a chart, where they make one, and always as a table. */
export function Result({ caption, columns, rows, spec, truncated }: ResultProps) {
  const data = useMemo(() => (spec ? { spec, columns, rows } : null), [spec, columns, rows]);
  const drawn = data !== null && honestType(data, 720).type !== "table";
  if (rows.length === 0) return <p className="text-body text-ink-2">{T.noRows}</p>;
  return (
    <>
      {data && drawn && <Chart data={data} />}
      <ChartWhy spec={spec} drawn={drawn} />
      <div className="-mx-4 border-t border-line md:-mx-5" data-testid="explore-table">
        <ResultTable caption={caption} columns={columns} rows={rows} />
      </div>
      {truncated && (
        <p className="text-small text-warn">
          {tr("Only the first {n} rows are shown; there are more.", { n: rows.length })}
        </p>
      )}
    </>
  );
}
