import type { Metric, Model, ModelTable } from "@/api/types";
import { tr } from "@/format/words";
import { Sheet } from "@/ui/sheet";
import { joinsOf } from "../facts";
import { ColumnRow } from "./column-row";

export function ColumnsPanel({ table, model }: { table: ModelTable; model: Model }) {
  const joins = joinsOf(table.table, model.joins);
  const metrics = model.metrics.filter((m) => m.table === table.table);
  return (
    <div className="flex flex-col gap-4">
      <Sheet flush className="overflow-hidden">
        <ul className="divide-y divide-line">
          {table.columns.map((column) => (
            <ColumnRow
              key={column.column}
              table={table.table}
              column={column}
              joins={joins.filter((j) => j.column === column.column)}
            />
          ))}
        </ul>
      </Sheet>
      {metrics.length > 0 && <Metrics metrics={metrics} />}
    </div>
  );
}

/** Figures that are worked out from the columns. */
function Metrics({ metrics }: { metrics: Metric[] }) {
  return (
    <Sheet title={tr("Figures worked out from it")} flush className="overflow-hidden">
      <ul className="divide-y divide-line border-t border-line">
        {metrics.map((metric) => (
          <li key={metric.name} className="px-4 py-3 md:px-5">
            <p className="text-body font-medium">
              {metric.label || metric.name}
              {metric.unit && (
                <span className="font-normal text-ink-3">
                  {" "}
                  {tr("in {unit}", { unit: metric.unit })}
                </span>
              )}
            </p>
            <code className="font-mono text-small break-words text-ink-2">
              {metric.expression}
              {metric.filter && ` where ${metric.filter}`}
            </code>
            {metric.synonyms.length > 0 && (
              <p className="text-small text-ink-3">
                {tr("also called {names}", { names: metric.synonyms.join(", ") })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
