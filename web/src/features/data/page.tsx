import { messageOf } from "@/api/client";
import { useMay } from "@/api/session";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { counted, tr } from "@/format/words";
import { useModel, useQuality, useTables } from "./api";
import { ChooseButton } from "./components/choose-button";
import { DeletedTables } from "./components/deleted-tables";
import { EarlierImports } from "./components/earlier-imports";
import { FirstTime } from "./components/first-time";
import { IncomingCard } from "./components/incoming-card";
import { JoinsSheet } from "./components/joins-sheet";
import { MetricsSheet } from "./components/metrics-sheet";
import { QualityList } from "./components/quality-list";
import { TableList } from "./components/table-list";
import { Unfinished } from "./components/unfinished";
import { useSay } from "./components/use-say";
import { T } from "./strings";
import { useIncoming } from "./uploads";

export function DataPage() {
  const tables = useTables();
  const incoming = useIncoming();
  const mayChange = useMay("write");
  const say = useSay();
  const list = tables.data ?? [];
  const rows = list.reduce((sum, t) => sum + t.rows, 0);
  const summary = [
    counted(list.length, "{n} table", "{n} tables", { n: say(list.length) }),
    counted(rows, "{n} row", "{n} rows", { n: say(rows) }),
  ].join(", ");
  const isEmpty = tables.isSuccess && list.length === 0;
  return (
    <Page
      title={T.title}
      note={
        list.length > 0
          ? mayChange
            ? tr("{summary}. Drop more files anywhere on this page.", { summary })
            : tr("{summary}. You may look at it; editors bring data in and correct it.", {
                summary,
              })
          : undefined
      }
      actions={list.length > 0 && <ChooseButton />}
    >
      {incoming.map((item) => (
        <IncomingCard key={item.id} item={item} />
      ))}
      {mayChange && <Unfinished />}
      {tables.isPending && <TablesLoading />}
      {tables.isError && (
        <Notice
          severity="bad"
          title={tr("The tables could not be listed")}
          live
          action={<Button onClick={() => void tables.refetch()}>{tr("Try again")}</Button>}
        >
          <p className="text-ink-2">{messageOf(tables.error)}</p>
        </Notice>
      )}
      {isEmpty && <FirstTime />}
      {list.length > 0 && (
        <Sheet title={T.tables} flush className="overflow-hidden">
          <TableList tables={list} />
        </Sheet>
      )}
      {list.length > 0 && <Meaning />}
      {list.length > 0 && <Quality />}
      <EarlierImports />
      {mayChange && <DeletedTables />}
    </Page>
  );
}

function TablesLoading() {
  return (
    <Sheet>
      <div className="flex flex-col gap-4" aria-busy="true" aria-label={tr("Loading the tables")}>
        {[0, 1, 2, 3].map((i) => (
          <Skeleton key={i} className="h-8" />
        ))}
      </div>
    </Sheet>
  );
}

/** How the tables hang together, and the figures that the business knows by name. */
function Meaning() {
  const model = useModel();
  if (!model.data) return null;
  return (
    <>
      {model.data.tables.length > 1 && <JoinsSheet model={model.data} />}
      <MetricsSheet model={model.data} />
    </>
  );
}

function Quality() {
  const quality = useQuality();
  const issues = quality.data ?? [];
  if (quality.isPending || quality.isError) return null;
  return (
    <Sheet title={T.quality} flush className="overflow-hidden">
      {issues.length > 0 ? (
        <QualityList issues={issues} />
      ) : (
        <p className="px-4 pb-4 text-body text-ink-2 md:px-5 md:pb-5">
          {tr("Nothing stands out: no gaps, duplicates or unreadable values were found.")}
        </p>
      )}
    </Sheet>
  );
}
