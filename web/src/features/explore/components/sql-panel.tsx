import { Play } from "lucide-react";
import { useMemo, useState } from "react";
import { messageOf } from "@/api/client";
import type { Model, Plan } from "@/api/types";
import { formatElapsed } from "@/format/date";
import { counted, tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { SqlEditor } from "@/ui/sql-editor";
import { useSqlResult } from "../api";
import { nameOfSql } from "../saved";
import { history } from "../shelf";
import { T } from "../strings";
import { Result } from "./result";
import { SaveButton } from "./save-button";
import { SavedList } from "./saved-list";
import { SchemaTree } from "./schema-tree";
import { Shelf } from "./shelf-list";

interface SqlPanelProps {
  model: Model;
  /** What was run last; the address holds it. */
  sql: string;
  onRun: (sql: string) => void;
  /** A saved question of the builder was opened. */
  onPlan: (plan: Plan) => void;
}

export function SqlPanel({ model, sql, onRun, onPlan }: SqlPanelProps) {
  const [draft, setDraft] = useState(sql);
  const [insert, setInsert] = useState<{ text: string; turn: number }>();
  const query = useSqlResult(sql);
  const result = query.data;
  const schema = useMemo(
    () => Object.fromEntries(model.tables.map((t) => [t.table, t.columns.map((c) => c.column)])),
    [model],
  );
  function run(text: string) {
    if (!text.trim()) return;
    setDraft(text);
    history.put(text);
    if (text === sql) void query.refetch();
    else onRun(text);
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_260px]">
      <div className="flex min-w-0 flex-col gap-4">
        <Sheet>
          <div className="flex flex-col gap-3">
            <SqlEditor
              label={T.editor}
              value={draft}
              onChange={setDraft}
              onRun={() => run(draft)}
              schema={schema}
              insert={insert}
            />
            <div className="flex flex-wrap items-center gap-2">
              <Button
                look="primary"
                disabled={!draft.trim() || query.isFetching}
                icon={<Play size={16} aria-hidden="true" />}
                onClick={() => run(draft)}
              >
                {query.isFetching ? T.running : T.run}
              </Button>
              <SaveButton
                what={{ sql: draft.trim() }}
                name={nameOfSql(draft, model)}
                disabled={!draft.trim()}
              />
              <span className="text-small text-ink-3">{T.keys}</span>
            </div>
          </div>
        </Sheet>
        {query.isError && (
          <Notice severity="bad" title={T.failed} live>
            <p className="text-ink-2">{messageOf(query.error)}</p>
          </Notice>
        )}
        {query.isLoading && <Skeleton className="h-60" />}
        {result && !query.isError && (
          <Sheet>
            <div className="flex flex-col gap-4">
              <p className="text-small text-ink-2" role="status">
                {counted(result.rows.length, "{n} row", "{n} rows")} ·{" "}
                {tr("took {time}", { time: formatElapsed(result.elapsed_ms) })}
              </p>
              <Result
                caption={T.editor}
                columns={result.columns}
                rows={result.rows}
                spec={result.chart}
                truncated={result.truncated}
              />
            </div>
          </Sheet>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <SchemaTree
          model={model}
          onInsert={(text) => setInsert({ text, turn: (insert?.turn ?? 0) + 1 })}
        />
        <SavedList onSql={run} onPlan={onPlan} />
        <Shelf title={T.history} items={history.use()} onOpen={run} />
      </div>
    </div>
  );
}
