import { Link } from "@tanstack/react-router";
import { LineChart } from "lucide-react";
import { ApiError, messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { Button, buttonClass } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { useForecastable, useOutlook } from "./api";
import { Advice } from "./components/advice";
import { Controls } from "./components/controls";
import { Events } from "./components/events";
import { OrderList } from "./components/order-list";
import { OutlookLoading, OutlookView } from "./components/outlook-view";
import { Parts } from "./components/parts";
import { Reasons } from "./components/reasons";
import { Scorecard } from "./components/scorecard";
import { WhatIf } from "./components/what-if";
import { NO_TRIAL, type ForecastSearch } from "./search";
import { T } from "./strings";

export interface ForecastPageProps {
  search: ForecastSearch;
  onSearch: (next: ForecastSearch) => void;
}

/** The address says what is forecast; without a thing it is the whole business. */
export function ForecastPage({ search, onSearch }: ForecastPageProps) {
  const what = useForecastable();
  return (
    <Page title={T.title} note={T.note}>
      {what.isPending && (
        <Sheet>
          <div className="flex flex-col gap-4" aria-busy="true" aria-label={tr("Loading")}>
            <Skeleton className="h-9" />
            <Skeleton className="h-9 w-1/2" />
          </div>
        </Sheet>
      )}
      {what.isError && <NotYet error={what.error} onAgain={() => void what.refetch()} />}
      {what.data && (
        <>
          <Controls what={what.data} search={search} onSearch={onSearch} />
          <Result search={search} onSearch={onSearch} />
          <OrderList search={search} onSearch={onSearch} what={what.data} />
        </>
      )}
    </Page>
  );
}

/** No data, or data without dates or quantities: what is missing, and where to bring it in. */
function NotYet({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const teaches = error instanceof ApiError && error.status === 404;
  if (!teaches)
    return (
      <Notice
        severity="bad"
        title={T.failedStart}
        live
        action={<Button onClick={onAgain}>{T.again}</Button>}
      >
        <p className="text-ink-2">{messageOf(error)}</p>
      </Notice>
    );
  return (
    <Sheet>
      <Empty
        icon={<LineChart size={20} aria-hidden="true" />}
        title={T.noData}
        action={
          <Link to="/data" className={buttonClass("primary")}>
            {T.bringIn}
          </Link>
        }
      >
        <p>{T.noDataNote}</p>
        <p className="mt-2 text-small text-ink-3">{messageOf(error)}.</p>
      </Empty>
    </Sheet>
  );
}

function Result({ search, onSearch }: ForecastPageProps) {
  const query = useOutlook(search);
  const outlook = query.data;
  const tries = search.price !== undefined || search.promoFrom !== undefined;
  if (query.isPending) return <OutlookLoading />;
  if (query.isError)
    return (
      <Notice
        severity="bad"
        title={T.failed}
        live
        action={
          tries ? (
            <Button onClick={() => onSearch({ ...search, ...NO_TRIAL })}>{T.leaveOut}</Button>
          ) : (
            <Button onClick={() => void query.refetch()}>{T.again}</Button>
          )
        }
      >
        <p className="text-ink-2">{messageOf(query.error)}</p>
      </Notice>
    );
  if (!outlook) return null;
  return (
    <>
      <OutlookView outlook={outlook} busy={query.isPlaceholderData} />
      {outlook.recommendation && (
        <Advice
          advice={outlook.recommendation}
          outlook={outlook}
          search={search}
          onSearch={onSearch}
        />
      )}
      <WhatIf
        key={`${outlook.level} ${outlook.key}`}
        outlook={outlook}
        search={search}
        onSearch={onSearch}
      />
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <Reasons outlook={outlook} />
        {outlook.scorecard && <Scorecard card={outlook.scorecard} outlook={outlook} />}
      </div>
      {outlook.lifts && <Events outlook={outlook} />}
      {outlook.parts && outlook.parts.length > 1 && (
        <Parts outlook={outlook} parts={outlook.parts} search={search} onSearch={onSearch} />
      )}
    </>
  );
}
