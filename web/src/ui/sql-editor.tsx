// The SQL editor: CodeMirror, loaded when it is first shown. Knows the tables and their columns.
import { lazy, Suspense } from "react";
import { Skeleton } from "./skeleton";

export interface SqlEditorProps {
  label: string;
  value: string;
  onChange: (sql: string) => void;
  /** Ctrl-Enter. */
  onRun: () => void;
  /** Columns by table, for completion. */
  schema: Readonly<Record<string, readonly string[]>>;
  /** Set by the caller to put text where the cursor is. */
  insert?: { text: string; turn: number };
}

const CodeMirror = lazy(() => import("./sql-editor-view"));

export function SqlEditor(props: SqlEditorProps) {
  return (
    <Suspense fallback={<Skeleton className="h-40" />}>
      <CodeMirror {...props} />
    </Suspense>
  );
}
