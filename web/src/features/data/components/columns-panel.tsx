import type { Model, ModelTable } from "@/api/types";
import { Sheet } from "@/ui/sheet";
import { joinsOf } from "../facts";
import { ColumnRow } from "./column-row";
import { MetricsSheet } from "./metrics-sheet";

export function ColumnsPanel({ table, model }: { table: ModelTable; model: Model }) {
  const joins = joinsOf(table.table, model.joins);
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
      <MetricsSheet model={model} table={table.table} />
    </div>
  );
}
