import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Cell, ModelColumn } from "@/api/types";
import { formatNumber } from "@/format/number";
import { formatCell } from "@/format/value";
import { tr } from "@/format/words";
import { useFormat } from "@/ui/preferences";
import type { JoinFact } from "../facts";
import { ADDITIVITY } from "../strings";
import { useSay } from "./use-say";

const isNumber = (column: ModelColumn) => column.type === "int" || column.type === "float";

function patternsOf(column: ModelColumn): string {
  return column.profile.patterns
    .slice(0, 3)
    .map((p) => (typeof p === "string" ? p : String(p.value)))
    .join(", ");
}

/** What is known of a column, in words. */
export function ColumnFacts({ column, joins }: { column: ModelColumn; joins: JoinFact[] }) {
  const format = useFormat();
  const say = useSay();
  const { profile } = column;
  const shown = { name: column.column, type: column.type, unit: column.unit, role: column.role };
  const cell = (v: Cell) => formatCell(v, shown, format, { short: true });
  const median = profile.quantiles[2];
  const facts: [string, ReactNode][] = [
    [
      tr("Name in the table"),
      <code key="c" className="font-mono text-small">
        {column.column}
      </code>,
    ],
    [tr("Rows"), say(profile.rows)],
    [tr("Empty"), profile.nulls > 0 ? say(profile.nulls) : tr("none")],
    [tr("Different values"), say(profile.distinct)],
  ];
  if (profile.min !== null)
    facts.push([tr("From"), cell(profile.min)], [tr("To"), cell(profile.max)]);
  if (isNumber(column) && column.role === "measure") {
    if (profile.mean !== null)
      facts.push([tr("Average"), cell(Math.round(profile.mean * 100) / 100)]);
    if (median !== undefined) facts.push([tr("Middle value"), cell(median)]);
    const adds = ADDITIVITY[column.additivity];
    if (adds) facts.push([tr("Adding up"), adds]);
  }
  const patterns = patternsOf(column);
  if (!isNumber(column) && patterns)
    facts.push([
      tr("Written like"),
      <code key="p" className="font-mono text-small break-all">
        {patterns}
      </code>,
    ]);
  for (const join of joins)
    facts.push([
      tr(join.outward ? "Points to" : "Pointed to by"),
      <JoinLink key={join.other} join={join} />,
    ]);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-6 gap-y-1 text-small">
      {facts.map(([name, value], i) => (
        <div key={`${name}${i}`} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function JoinLink({ join }: { join: JoinFact }) {
  const found = formatNumber(Math.round(join.coverage * 1000) / 10, {
    system: "western",
    unit: "%",
  });
  return (
    <>
      <Link
        to="/data/$table"
        params={{ table: join.other }}
        className="text-accent underline underline-offset-4"
      >
        {join.other}.{join.otherColumn}
      </Link>
      <span className="text-ink-3"> ({tr("{share} found", { share: found })})</span>
    </>
  );
}
