import { Link } from "@tanstack/react-router";
import type { ImportColumn, ImportResult, ImportTable } from "@/api/types";
import { plural, words } from "@/format/text";
import { DataTable, type TableColumn } from "@/ui/data-table";
import { Badge } from "@/ui/badge";
import { Notice } from "@/ui/notice";
import { asideFacts, columnFacts, layoutFacts, unreadable } from "../facts";
import { useSay } from "./use-say";

/** What Munim made of a file, so that a wrong guess is seen at once. */
export function Understood({ result }: { result: ImportResult }) {
  return (
    <div className="mt-2 flex flex-col gap-6" data-testid="understood">
      {result.tables.map((table) => (
        <UnderstoodTable key={table.table} table={table} />
      ))}
    </div>
  );
}

function UnderstoodTable({ table }: { table: ImportTable }) {
  const say = useSay();
  const aside = asideFacts(table, say);
  const guesses = table.columns.filter((c) => c.guessed);
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="text-body">
          <strong className="font-semibold" data-testid="rows-loaded">
            {say(table.rows_loaded)} {plural(table.rows_loaded, "row")}
          </strong>{" "}
          in {say(table.columns.length)} {plural(table.columns.length, "column")}, now in{" "}
          <Link
            to="/data/$table"
            params={{ table: table.table }}
            className="font-medium text-accent underline underline-offset-4"
          >
            {words(table.table)}
          </Link>
        </p>
        <p className="text-small text-ink-2">
          {[table.origin, ...layoutFacts(table), ...aside].filter(Boolean).join(" · ")}
        </p>
      </div>
      {unreadable(table) > 0 && <RejectsNotice table={table} />}
      {guesses.length > 0 && (
        <Notice
          severity="info"
          title={guesses.length === 1 ? "One guess to check" : `${guesses.length} guesses to check`}
        >
          <ul className="text-ink-2">
            {guesses.map((c) => (
              <li key={c.name}>
                <strong className="font-medium text-ink">{c.header || c.name}</strong>:{" "}
                {c.note || columnFacts(c)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {table.notes.map((note) => (
        <p key={note} className="text-body text-ink-2">
          {note}
        </p>
      ))}
      <details className="group" open={table.columns.length <= 12}>
        <summary className="w-fit rounded-sm text-small font-medium text-ink-2 hover:text-ink">
          The {say(table.columns.length)} columns
        </summary>
        <div className="mt-1 -mx-4 md:-mx-5">
          <DataTable
            caption={`Columns of ${table.table}`}
            columns={COLUMNS}
            rows={table.columns}
            rowKey={(c) => c.name}
          />
        </div>
      </details>
    </div>
  );
}

function RejectsNotice({ table }: { table: ImportTable }) {
  const say = useSay();
  const many = unreadable(table);
  return (
    <Notice
      severity="warn"
      action={
        <Link
          to="/data/$table"
          params={{ table: table.table }}
          search={{ tab: "rejects" }}
          className="text-body font-medium text-accent underline underline-offset-4"
        >
          See {many === 1 ? "it" : "them"}
        </Link>
      }
    >
      This file has {say(many)} {plural(many, "value")} that I could not read. Nothing was thrown
      away.
    </Notice>
  );
}

const COLUMNS: TableColumn<ImportColumn>[] = [
  {
    id: "name",
    header: "Column",
    cell: (c) => <span className="font-medium">{c.header || c.name}</span>,
  },
  {
    id: "read",
    header: "Read as",
    wrap: true,
    cell: (c) => (
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {columnFacts(c)}
        {c.guessed && <Badge tone="accent">a guess</Badge>}
        {c.rejects > 0 && <Badge tone="warn">{c.rejects} not readable</Badge>}
        {c.note && <span className="text-ink-2">{c.note}</span>}
      </span>
    ),
  },
];
