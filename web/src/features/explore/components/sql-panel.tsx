import { Play, Save } from "lucide-react";
import { useMemo, useState } from "react";
import { messageOf } from "@/api/client";
import type { Model } from "@/api/types";
import { formatElapsed } from "@/format/date";
import { counted, tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { SqlEditor } from "@/ui/sql-editor";
import { toast } from "@/ui/toast";
import { useSqlResult } from "../api";
import { chartOf } from "../chart-of";
import { history, saved } from "../shelf";
import { T } from "../strings";
import { Result } from "./result";
import { SchemaTree } from "./schema-tree";
import { Shelf } from "./shelf-list";

interface SqlPanelProps {
  model: Model;
  /** What was run last; the address holds it. */
  sql: string;
  onRun: (sql: string) => void;
}

export function SqlPanel({ model, sql, onRun }: SqlPanelProps) {
  const [draft, setDraft] = useState(sql);
  const [insert, setInsert] = useState<{ text: string; turn: number }>();
  const query = useSqlResult(sql);
  const result = query.data;
  const schema = useMemo(
    () => Object.fromEntries(model.tables.map((t) => [t.table, t.columns.map((c) => c.column)])),
    [model],
  );
  const spec = useMemo(() => (result ? chartOf(result) : null), [result]);
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
              <Button
                disabled={!draft.trim()}
                icon={<Save size={16} aria-hidden="true" />}
                onClick={() => {
                  saved.put(draft);
                  toast(T.savedNow);
                }}
              >
                {T.save}
              </Button>
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
                spec={spec}
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
        <Shelf title={T.saved} items={saved.use()} onOpen={run} onRemove={saved.remove} />
        <Shelf title={T.history} items={history.use()} onOpen={run} />
      </div>
    </div>
  );
}
