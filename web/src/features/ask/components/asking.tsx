import { tr } from "@/format/words";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";

/** The place of an answer on its way, in an answer's size. */
export function Asking() {
  return (
    <Sheet>
      <div role="status" className="flex flex-col gap-4">
        <span className="sr-only">{tr("Reading the question")}</span>
        <Skeleton className="h-7 w-3/4" />
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
