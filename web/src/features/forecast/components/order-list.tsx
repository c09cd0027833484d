import { useQueryClient } from "@tanstack/react-query";
import { Download, PackageSearch } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import { useMay } from "@/api/session";
import type * as wire from "@/api/wire";
import { formatAgo } from "@/format/date";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { Progress } from "@/ui/progress";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { keys, useList } from "../api";
import { cancelGenerating, generate, useGenerating, type Generating } from "../generating";
import { listCsv } from "../list";
import type { ForecastSearch } from "../search";
import { T } from "../strings";
import { OrderTable } from "./order-table";

interface OrderListProps {
  what: wire.Forecastable;
  search: ForecastSearch;
  onSearch: (next: ForecastSearch) => void;
}

function save(list: wire.ForecastAll) {
  const blob = new Blob(["\ufeff", listCsv(list)], { type: "text/csv;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `order-list-${list.data_end}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** All products at once: made by a job, sorted, taken along as CSV. */
export function OrderList({ what, search, onSearch }: OrderListProps) {
  const client = useQueryClient();
  const query = useList();
  const job = useGenerating();
  const list = query.data?.list;
  const products = what.levels.some((l) => l.level === "sku");
  if (!products) return null;
  const running = job.phase === "running";
  const make = () =>
    void generate(
      {
        horizon: search.horizon,
        grain: search.grain,
        lead_days: search.lead,
        review_days: search.review,
        service_level: search.service,
      },
      () => void client.invalidateQueries({ queryKey: keys.list }),
    );
  return (
    <Sheet
      title={T.list}
      flush
      className="overflow-hidden"
      aside={
        list &&
        !running && (
          <span className="flex flex-wrap gap-2">
            <Button onClick={make}>{T.makeAgain}</Button>
            <Button onClick={() => save(list)} icon={<Download size={16} aria-hidden="true" />}>
              {T.download}
            </Button>
          </span>
        )
      }
    >
      <div className="flex flex-col gap-3 px-4 pb-3 md:px-5">
        <JobState job={job} />
        {query.isError && <Notice severity="bad" title={messageOf(query.error)} live />}
        {query.isPending && <Skeleton className="h-24" />}
        {list && (
          <p className="text-body">
            {list.headline}{" "}
            <span className="text-small text-ink-3">
              {tr("made {ago}", { ago: formatAgo(list.made_at, new Date()) })}
              {list.left_out > 0 &&
                ` · ${tr("{n} sold for too short a time to forecast", { n: list.left_out })}`}
            </span>
          </p>
        )}
        {list && !query.data?.is_current && <Notice severity="warn" title={T.stale} />}
      </div>
      {list && <OrderTable list={list} onPick={(thing) => pick(thing, search, onSearch)} />}
      {query.data && !list && !running && (
        <Empty
          icon={<PackageSearch size={20} aria-hidden="true" />}
          title={T.noList}
          action={
            <Button look="primary" onClick={make}>
              {T.make}
            </Button>
          }
        >
          <p>{T.noListNote}</p>
        </Empty>
      )}
    </Sheet>
  );
}

function pick(thing: string, search: ForecastSearch, onSearch: OrderListProps["onSearch"]) {
  onSearch({ ...search, level: "sku", thing, measure: undefined });
  window.scrollTo({ top: 0 });
}

function JobState({ job }: { job: Generating }) {
  const [asked, setAsked] = useState<string | null>(null);
  const mayCancel = useMay("write");
  if (job.phase === "failed")
    return (
      <Notice severity="bad" title={tr("The list could not be made")} live>
        <p className="text-ink-2">{job.error}</p>
      </Notice>
    );
  if (job.phase === "cancelled")
    return <p className="text-body text-ink-2">{tr("Cancelled. Nothing was kept.")}</p>;
  if (job.phase !== "running") return null;
  const doing = asked === job.jobId && asked ? tr("Cancelling") : job.doing || T.making;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-3">
        <p className="text-body text-ink-2" aria-live="polite">
          {doing}
        </p>
        {mayCancel && (
          <Button
            look="quiet"
            disabled={!job.jobId || asked === job.jobId}
            onClick={() => {
              setAsked(job.jobId);
              if (job.jobId) void cancelGenerating(job.jobId);
            }}
          >
            {T.cancel}
          </Button>
        )}
      </div>
      <Progress share={job.progress} label={T.making} />
    </div>
  );
}
