import { Table2 } from "lucide-react";
import type { Model } from "@/api/types";
import { tr } from "@/format/words";
import { Sheet } from "@/ui/sheet";
import { T } from "../strings";

/** A name as SQL writes it. */
const quoted = (name: string) =>
  /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replace(/"/g, '""')}"`;

/** Tables and their columns; a click puts the name where the cursor is. */
export function SchemaTree({
  model,
  onInsert,
}: {
  model: Model;
  onInsert: (text: string) => void;
}) {
  return (
    <Sheet title={T.tables} flush>
      <ul className="max-h-96 overflow-y-auto border-t border-line p-2">
        {model.tables.map((table) => (
          <li key={table.table}>
            <details>
              <summary className="control flex items-center gap-2 rounded-sm px-2 text-small font-medium hover:bg-wash">
                <Table2 size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
                <span className="min-w-0 truncate">{table.table}</span>
              </summary>
              <ul className="pb-2 pl-6">
                {[{ column: table.table, type: "" }, ...table.columns].map(
                  ({ column, type }, i) => (
                    <li key={i === 0 ? "" : column}>
                      <button
                        type="button"
                        aria-label={tr("Insert {name}", { name: column })}
                        onClick={() => onInsert(quoted(column))}
                        className="flex min-h-7 w-full items-center justify-between gap-2 rounded-sm px-2 text-left font-mono text-small hover:bg-wash pointer-coarse:min-h-11"
                      >
                        <span className="min-w-0 truncate">{column}</span>
                        <span className="shrink-0 font-sans text-ink-3">
                          {i === 0 ? tr("the table") : type}
                        </span>
                      </button>
                    </li>
                  ),
                )}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
