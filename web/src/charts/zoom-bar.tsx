import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from "lucide-react";
import { formatDate, type Grain } from "@/format/date";
import { tr } from "@/format/words";
import { Button, IconButton } from "@/ui/button";
import { useFormat } from "@/ui/preferences";
import type { ChartData } from "./spec";
import { T } from "./strings";
import type { Zoom } from "./use-zoom";

/** Which part of the time is shown, and the buttons that change it. */
export function ZoomBar({ zoom, spec }: { zoom: Zoom; spec: ChartData["spec"] }) {
  const format = useFormat();
  const { range, ways } = zoom;
  const say = (key: string) =>
    formatDate(key, {
      grain: spec.x?.grain as Grain | undefined,
      short: true,
      lang: format.lang,
      thisYear: format.thisYear,
    });
  return (
    <div
      role="group"
      aria-label={tr("Part of the time")}
      className="flex flex-wrap items-center gap-1 text-small text-ink-2 print:hidden"
    >
      <IconButton label={tr("Closer")} disabled={!ways.closer} onClick={() => zoom.scale(0.5)}>
        <ZoomIn size={16} aria-hidden="true" />
      </IconButton>
      <IconButton label={tr("Further")} disabled={!range} onClick={() => zoom.scale(2)}>
        <ZoomOut size={16} aria-hidden="true" />
      </IconButton>
      {range && (
        <>
          <IconButton label={tr("Earlier")} disabled={!ways.earlier} onClick={() => zoom.shift(-1)}>
            <ChevronLeft size={16} aria-hidden="true" />
          </IconButton>
          <IconButton label={tr("Later")} disabled={!ways.later} onClick={() => zoom.shift(1)}>
            <ChevronRight size={16} aria-hidden="true" />
          </IconButton>
          <Button look="quiet" onClick={zoom.all}>
            {T.showAll}
          </Button>
        </>
      )}
      <span role="status">
        {range && tr("{from} to {to}", { from: say(range.from), to: say(range.to) })}
      </span>
    </div>
  );
}
