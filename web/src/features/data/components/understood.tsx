import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ImportColumn, ImportResult, ImportTable } from "@/api/types";
import { words } from "@/format/text";
import { counted, tr } from "@/format/words";
import { DataTable, type TableColumn } from "@/ui/data-table";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { asideFacts, columnFacts, layoutFacts, unreadable } from "../facts";
import { useRestore } from "./use-restore";
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
            {counted(table.rows_loaded, "{n} row", "{n} rows", { n: say(table.rows_loaded) })}
          </strong>{" "}
          {counted(table.columns.length, "in {n} column, now in", "in {n} columns, now in", {
            n: say(table.columns.length),
          })}{" "}
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
      {table.put_aside && <RowsBefore table={table.table} id={table.put_aside} />}
      {unreadable(table) > 0 && <RejectsNotice table={table} />}
      {guesses.length > 0 && (
        <Notice
          severity="info"
          title={counted(guesses.length, "One guess to check", "{n} guesses to check")}
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
          {tr("The {n} columns", { n: say(table.columns.length) })}
        </summary>
        <div className="mt-1 -mx-4 md:-mx-5">
          <DataTable
            caption={tr("Columns of {table}", { table: table.table })}
            columns={columns()}
            rows={table.columns}
            rowKey={(c) => c.name}
          />
        </div>
      </details>
    </div>
  );
}

/** The rows that the file took the place of, and the way back to them. */
function RowsBefore({ table, id }: { table: string; id: string }) {
  const restore = useRestore();
  const [state, setState] = useState<"kept" | "busy" | "back">("kept");
  async function bringBack() {
    setState("busy");
    setState((await restore({ id, table, exchanged: true })) ? "back" : "kept");
  }
  if (state === "back") return null;
  return (
    <Notice
      severity="info"
      action={
        <Button disabled={state === "busy"} onClick={() => void bringBack()}>
          {tr("Undo")}
        </Button>
      }
    >
      {tr("The rows that {table} had before are kept for a week.", { table: words(table) })}
    </Notice>
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
          {tr(many === 1 ? "See it" : "See them")}
        </Link>
      }
    >
      {counted(
        many,
        "This file has {n} value that I could not read. Nothing was thrown away.",
        "This file has {n} values that I could not read. Nothing was thrown away.",
        { n: say(many) },
      )}
    </Notice>
  );
}

const columns = (): TableColumn<ImportColumn>[] => [
  {
    id: "name",
    header: tr("Column"),
    cell: (c) => <span className="font-medium">{c.header || c.name}</span>,
  },
  {
    id: "read",
    header: tr("Read as"),
    wrap: true,
    cell: (c) => (
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {columnFacts(c)}
        {c.guessed && <Badge tone="accent">{tr("a guess")}</Badge>}
        {c.rejects > 0 && <Badge tone="warn">{tr("{n} not readable", { n: c.rejects })}</Badge>}
        {c.note && <span className="text-ink-2">{c.note}</span>}
      </span>
    ),
  },
];
