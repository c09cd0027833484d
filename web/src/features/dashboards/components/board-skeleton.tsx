import { tr } from "@/format/words";
import { Skeleton } from "@/ui/skeleton";
import { GAP, heightOf } from "../layout";

const FIGURES = [1, 2, 3, 4];
const CHARTS = [1, 2];

/** The place of a board on its way, in a board's usual sizes. */
export function BoardSkeleton() {
  return (
    <div role="status" className="grid grid-cols-2 lg:grid-cols-4" style={{ gap: GAP }}>
      <span className="sr-only">{tr("The board is being opened")}</span>
      {FIGURES.map((n) => (
        <div key={n} style={{ height: heightOf(2) }}>
          <Skeleton className="h-full" />
        </div>
      ))}
      {CHARTS.map((n) => (
        <div key={n} className="col-span-2" style={{ height: heightOf(4) }}>
          <Skeleton className="h-full" />
        </div>
      ))}
    </div>
  );
}
