import { Table2 } from "lucide-react";
import { useMemo, useState } from "react";
import type * as wire from "@/api/wire";
import { AheadChart } from "@/charts/ahead-chart";
import { aheadOf, tidy } from "@/charts/ahead-words";
import { formatDate, type Grain } from "@/format/date";
import { formatNumber } from "@/format/number";
import { capital } from "@/format/text";
import { systemFor } from "@/format/value";
import { tr } from "@/format/words";
import { Badge, type Tone } from "@/ui/badge";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { DataTable } from "@/ui/data-table";
import { useFormat } from "@/ui/preferences";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { GRAIN, T, TRUST } from "../strings";

const TONES: Record<string, Tone> = { high: "good", medium: "plain", low: "warn" };

/** The sentence, the picture, and how sure it is. */
export function OutlookView({ outlook, busy }: { outlook: wire.Forecast; busy: boolean }) {
  const data = useMemo(() => aheadOf(outlook), [outlook]);
  const [table, setTable] = useState(false);
  return (
    <Sheet className={cx("motion", busy && "opacity-60")}>
      <div className="flex flex-col gap-4" aria-busy={busy}>
        <p className="text-title font-semibold text-balance" data-testid="headline" role="status">
          {outlook.headline}
        </p>
        <p className="flex flex-wrap items-center gap-2 text-body text-ink-2">
          <Badge tone={TONES[outlook.trust.level] ?? "plain"}>
            {TRUST[outlook.trust.level] ?? outlook.trust.level}
          </Badge>
          <span className="min-w-0">{capital(outlook.trust.text.replace(/^\w+: /, ""))}</span>
        </p>
        <AheadChart data={data} />
        {outlook.notes.map((note) => (
          <p key={note} className="text-small text-ink-2">
            {note}
          </p>
        ))}
        {table && <Numbers outlook={outlook} />}
        <div className="-mx-2 -mb-2 flex flex-wrap items-center gap-1 border-t border-line pt-2">
          <Button
            look="quiet"
            aria-expanded={table}
            onClick={() => setTable(!table)}
            icon={<Table2 size={16} aria-hidden="true" />}
          >
            {tr("Table")}
          </Button>
          <Foot outlook={outlook} />
        </div>
      </div>
    </Sheet>
  );
}

function Foot({ outlook }: { outlook: wire.Forecast }) {
  const format = useFormat();
  const day = formatDate(outlook.data_end, { lang: format.lang, thisYear: format.thisYear });
  const sources = outlook.sources.map((s) => s.label || s.table).join(", ");
  return (
    <p className="ml-auto px-2 text-small text-ink-3">
      {sources} · {tr("data to {day}", { day })}
    </p>
  );
}

function Numbers({ outlook }: { outlook: wire.Forecast }) {
  const format = useFormat();
  const style = { system: systemFor(outlook.unit, format), unit: outlook.unit };
  const say = (x: number) => formatNumber(tidy(x), style);
  const date = { grain: outlook.grain as Grain, lang: format.lang, thisYear: format.thisYear };
  return (
    <div className="-mx-4 border-t border-line md:-mx-5">
      <DataTable
        caption={tr("Forecast of {name}", { name: outlook.name })}
        rows={outlook.forecast}
        rowKey={(p) => p.date}
        maxHeight={360}
        columns={[
          {
            id: "date",
            header: capital(GRAIN[outlook.grain] ?? outlook.grain),
            cell: (p) => formatDate(p.date, date),
          },
          { id: "quantity", header: tr("Expected"), numeric: true, cell: (p) => say(p.quantity) },
          { id: "lower", header: tr("From"), numeric: true, cell: (p) => say(p.lower) },
          { id: "upper", header: tr("To"), numeric: true, cell: (p) => say(p.upper) },
        ]}
      />
    </div>
  );
}

/** The place of a forecast on its way, in its size. */
export function OutlookLoading() {
  return (
    <Sheet>
      <div role="status" className="flex flex-col gap-4">
        <span className="sr-only">{T.loading}</span>
        <Skeleton className="h-7 w-3/4" />
        <Skeleton className="h-5 w-1/2" />
        <Skeleton className="h-65 md:h-80" />
        <Skeleton className="h-9 w-32" />
      </div>
    </Sheet>
  );
}
