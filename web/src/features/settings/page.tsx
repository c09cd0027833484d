import type { ReactNode } from "react";
import { messageOf } from "@/api/client";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { useSettings } from "./api";
import { BusinessSheet } from "./components/business-sheet";
import { LooksSheet } from "./components/looks-sheet";
import { T } from "./strings";

export function SettingsPage({ more }: { more?: ReactNode }) {
  const query = useSettings();
  return (
    <Page title={T.title} note={T.note}>
      {query.data && <BusinessSheet settings={query.data} />}
      {query.isPending && <Skeleton className="h-96" />}
      {query.isError && !query.data && (
        <Notice
          severity="bad"
          title={T.failed}
          live
          action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
        >
          <p className="text-ink-2">{messageOf(query.error)}</p>
        </Notice>
      )}
      <LooksSheet />
      {more}
    </Page>
  );
}
