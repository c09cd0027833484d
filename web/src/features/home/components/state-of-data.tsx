import { Link } from "@tanstack/react-router";
import type * as wire from "@/api/wire";
import { formatAgo } from "@/format/date";
import { formatNumber } from "@/format/number";
import { systemFor } from "@/format/value";
import { counted, tr } from "@/format/words";
import { Badge } from "@/ui/badge";
import { buttonClass } from "@/ui/button";
import { SeverityIcon } from "@/ui/notice";
import { useFormat } from "@/ui/preferences";
import { Sheet } from "@/ui/sheet";
import { useLatestImports } from "../api";
import { T } from "../strings";

const IMPORTS = 3;

interface TableHealth {
  table: string;
  issues: number;
}

function withIssues(health: wire.DataHealth): TableHealth[] {
  const list = Array.isArray(health.quality) ? (health.quality as TableHealth[]) : [];
  return list.filter((t) => t.issues > 0);
}

/** How much there is, how fresh, what is poor about it, and what came in last. */
export function StateOfData({ health }: { health: wire.DataHealth | undefined }) {
  const format = useFormat();
  const imports = (useLatestImports().data ?? []).slice(0, IMPORTS);
  if (!health) return null;
  const say = (n: number) => formatNumber(n, { system: systemFor(undefined, format) });
  const facts = [
    counted(health.tables, "{n} table", "{n} tables", { n: say(health.tables) }),
    counted(health.rows, "{n} row", "{n} rows", { n: say(health.rows) }),
    health.fresh_at ? tr("fresh {ago}", { ago: formatAgo(health.fresh_at, new Date()) }) : "",
  ];
  const poor = withIssues(health);
  return (
    <Sheet
      title={T.data}
      aside={
        <Link to="/data" className={buttonClass("quiet", "-my-2 -mr-3")}>
          {T.allData}
        </Link>
      }
    >
      <div className="flex flex-col gap-3 text-body">
        <p className="text-ink-2">{facts.filter(Boolean).join(" · ")}</p>
        {poor.length === 0 && <p>{T.allWell}</p>}
        {poor.map(({ table, issues }) => (
          <p key={table} className="flex gap-2">
            <SeverityIcon severity="warn" />
            <Link
              to="/data/$table"
              params={{ table }}
              search={{ tab: "quality" }}
              className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
            >
              {counted(
                issues,
                "{table}: {n} thing worth a look",
                "{table}: {n} things worth a look",
                {
                  table,
                },
              )}
            </Link>
          </p>
        ))}
        {imports.map((record) => (
          <p key={record.id} className="flex flex-wrap items-baseline gap-x-3 text-small">
            <span className="min-w-0 truncate font-medium">{record.file}</span>
            {record.status === "failed" && <Badge tone="bad">{tr("failed")}</Badge>}
            <span className="text-ink-3">
              {formatAgo(record.finished_at ?? record.started_at, new Date())}
            </span>
          </p>
        ))}
      </div>
    </Sheet>
  );
}
