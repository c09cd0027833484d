import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { messageOf } from "@/api/client";
import { useMay } from "@/api/session";
import type { Model, ModelTable } from "@/api/types";
import { formatAgo } from "@/format/date";
import { capital, listing } from "@/format/text";
import { counted, tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { Tabs, type Tab } from "@/ui/tabs";
import { useModel, useQuality, useTables } from "./api";
import { AddRows } from "./components/add-rows";
import { CleaningPanel } from "./components/cleaning-panel";
import { ColumnsPanel } from "./components/columns-panel";
import { DeleteTable } from "./components/delete-table";
import { IncomingCard } from "./components/incoming-card";
import { QualityList } from "./components/quality-list";
import { RowsPanel } from "./components/rows-panel";
import { TableNames } from "./components/table-names";
import { useSay } from "./components/use-say";
import { KINDS, T } from "./strings";
import { useIncoming } from "./uploads";

interface TablePageProps {
  table: string;
  tab: string;
  onTab: (tab: string) => void;
}

const Back = () => (
  <Link
    to="/data"
    className="mb-1 inline-flex items-center gap-1 rounded-sm text-small text-ink-2 hover:text-ink"
  >
    <ArrowLeft size={16} aria-hidden="true" />
    {tr("Data")}
  </Link>
);

export function TablePage({ table, tab, onTab }: TablePageProps) {
  const model = useModel();
  const found = model.data?.tables.find((t) => t.table === table);
  if (model.isPending) {
    return (
      <Page title={table} above={<Back />}>
        <Skeleton className="h-10 w-80 max-w-full" />
        <Skeleton className="h-96" />
      </Page>
    );
  }
  if (!found) {
    return (
      <Page title={table} above={<Back />}>
        <Notice
          severity={model.isError ? "bad" : "warn"}
          title={tr(
            model.isError ? "This table could not be read" : "There is no table of this name",
          )}
          action={
            model.isError && <Button onClick={() => void model.refetch()}>{tr("Try again")}</Button>
          }
        >
          <p className="text-ink-2">
            {model.isError
              ? messageOf(model.error)
              : tr("It may have been deleted. The list of tables is under Data.")}
          </p>
        </Notice>
      </Page>
    );
  }
  return <Found table={found} model={model.data as Model} tab={tab} onTab={onTab} />;
}

interface FoundProps {
  table: ModelTable;
  model: Model;
  tab: string;
  onTab: (tab: string) => void;
}

function Found({ table, model, tab, onTab }: FoundProps) {
  const say = useSay();
  const mayChange = useMay("write");
  const incoming = useIncoming();
  const rejects = useTables().data?.find((t) => t.name === table.table)?.rejects ?? 0;
  const issues = (useQuality().data ?? []).filter((i) => i.table === table.table);
  const label = capital(table.label || table.table);
  const cleaning: Tab = {
    id: "cleaning",
    text: tr("Cleaning"),
    panel: () => <CleaningPanel table={table.table} />,
  };
  const tabs: Tab[] = [
    {
      id: "columns",
      text: tr("Columns"),
      count: say(table.columns.length),
      panel: () => <ColumnsPanel table={table} model={model} />,
    },
    {
      id: "rows",
      text: tr("Rows"),
      count: say(table.rows),
      panel: () => <RowsPanel table={table.table} kind="rows" />,
    },
    {
      id: "rejects",
      text: T.aside,
      count: say(rejects),
      panel: () => <RowsPanel table={table.table} kind="rejects" />,
    },
    ...(mayChange ? [cleaning] : []),
    {
      id: "quality",
      text: T.quality,
      count: say(issues.length),
      panel: () => (
        <Sheet flush className="overflow-hidden">
          {issues.length > 0 ? (
            <QualityList issues={issues} linked={false} />
          ) : (
            <p className="p-5 text-body text-ink-2">{tr("Nothing stands out in this table.")}</p>
          )}
        </Sheet>
      ),
    },
  ];
  const facts = [
    counted(table.rows, "{n} row", "{n} rows", { n: say(table.rows) }),
    KINDS[table.kind] ?? table.kind,
    table.key.length > 0 ? tr("one row for each {key}", { key: listing(table.key) }) : "",
    tr("fresh {ago}", { ago: formatAgo(table.fresh_at, new Date()) }),
  ];
  return (
    <Page
      title={label}
      note={facts.filter(Boolean).join(" · ")}
      above={<Back />}
      actions={
        mayChange && (
          <>
            <AddRows table={table.table} />
            <TableNames table={table} />
            <DeleteTable table={table.table} label={label} />
          </>
        )
      }
    >
      {incoming.map((item) => (
        <IncomingCard key={item.id} item={item} />
      ))}
      <Tabs label={tr("Parts of {label}", { label })} tabs={tabs} current={tab} onChange={onTab} />
    </Page>
  );
}
