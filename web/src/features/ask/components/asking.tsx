import { useEffect, useState } from "react";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";

/** Before this nobody wants to stop it. */
const SLOW_MS = 2000;

/** The place of an answer on its way, in an answer's size; a slow one can be stopped. */
export function Asking({ onCancel }: { onCancel: () => void }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Sheet>
      <div className="flex flex-col gap-4">
        <div role="status" className="flex min-h-7 items-center justify-between gap-3">
          <span className={slow ? "text-body text-ink-2" : "sr-only"}>
            {slow ? tr("Still working on it") : tr("Reading the question")}
          </span>
          {slow ? (
            <Button onClick={onCancel}>{tr("Cancel")}</Button>
          ) : (
            <Skeleton className="h-7 w-3/4" />
          )}
        </div>
        <div className="flex gap-2">
          <Skeleton className="h-9 w-28" />
          <Skeleton className="h-9 w-24" />
          <Skeleton className="h-9 w-32" />
        </div>
        <Skeleton className="h-60 md:h-75" />
        <Skeleton className="h-5 w-1/2" />
        <Skeleton className="h-9 w-48" />
      </div>
    </Sheet>
  );
}
