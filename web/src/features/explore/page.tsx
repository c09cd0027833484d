import { Link } from "@tanstack/react-router";
import { Blocks } from "lucide-react";
import { messageOf } from "@/api/client";
import type { Plan } from "@/api/types";
import { Button, buttonClass } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { Tabs } from "@/ui/tabs";
import { useModel } from "./api";
import { PlanPanel } from "./components/plan-panel";
import { SqlPanel } from "./components/sql-panel";
import { T } from "./strings";

export interface ExploreSearch {
  tab?: "sql";
  plan?: Plan;
  sql?: string;
}

interface ExplorePageProps {
  search: ExploreSearch;
  onSearch: (search: ExploreSearch) => void;
}

/** A question put together by hand; the address holds it, so that it can be shared. */
export function ExplorePage({ search, onSearch }: ExplorePageProps) {
  const query = useModel();
  const model = query.data;
  const toSql = (sql: string) => onSearch({ ...search, tab: "sql", sql });
  return (
    <Page title={T.title} note={T.note}>
      {query.isPending && <Skeleton className="h-60" />}
      {query.isError && (
        <Notice
          severity="bad"
          title={T.failedModel}
          action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
        >
          <p className="text-ink-2">{messageOf(query.error)}</p>
        </Notice>
      )}
      {model?.tables.length === 0 && <NoData />}
      {model && model.tables.length > 0 && (
        <Tabs
          label={T.ways}
          current={search.tab ?? "build"}
          onChange={(tab) => onSearch({ ...search, tab: tab === "sql" ? "sql" : undefined })}
          tabs={[
            {
              id: "build",
              text: T.build,
              panel: () => (
                <div className="flex flex-col gap-4">
                  <PlanPanel
                    model={model}
                    plan={search.plan ?? null}
                    onPlan={(plan) => onSearch({ ...search, plan })}
                    onSql={toSql}
                  />
                </div>
              ),
            },
            {
              id: "sql",
              text: T.sql,
              panel: () => (
                <SqlPanel
                  model={model}
                  sql={search.sql ?? ""}
                  onRun={toSql}
                  onPlan={(plan) => onSearch({ ...search, tab: undefined, plan })}
                />
              ),
            },
          ]}
        />
      )}
    </Page>
  );
}

function NoData() {
  return (
    <Sheet>
      <Empty
        icon={<Blocks size={20} aria-hidden="true" />}
        title={T.noData}
        action={
          <Link to="/data" className={buttonClass("primary")}>
            {T.bringIn}
          </Link>
        }
      >
        <p>{T.noDataNote}</p>
      </Empty>
    </Sheet>
  );
}
