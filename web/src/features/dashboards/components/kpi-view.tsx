import { ArrowDown, ArrowUp, Target } from "lucide-react";
import { rateText } from "@/charts/change";
import { formatDate, type Grain } from "@/format/date";
import { formatCell, type FormatColumn, type FormatOptions } from "@/format/value";
import { tr } from "@/format/words";
import { cx } from "@/ui/cx";
import { useFormat } from "@/ui/preferences";
import { figureOf, sparkPath, type Change, type Figure } from "../figure";
import type { Card, CardData } from "../types";

const WIDTH = 160;
const HEIGHT = 36;
const ROWS_FOR_ALL = 3;

function Sparkline({ figure, format }: { figure: Figure; format: FormatOptions }) {
  const { spark, grain, column } = figure;
  const path = sparkPath(
    spark.map((p) => p.value),
    WIDTH,
    HEIGHT,
  );
  const first = spark[0];
  const last = spark.at(-1);
  if (!path || !first || !last) return null;
  const say = (p: { t: string; value: number | null }) => {
    const when = formatDate(p.t, { grain: grain as Grain, short: true, thisYear: format.thisYear });
    return `${when}: ${formatCell(p.value, column, format, { compact: true })}`;
  };
  const label = tr("From {first} to {last}", { first: say(first), last: say(last) });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="min-h-0 w-full flex-1"
    >
      <title>{label}</title>
      <path d={path.area} className="fill-accent-wash" />
      <path
        d={path.line}
        className="stroke-accent"
        fill="none"
        strokeWidth="2"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

function ChangeLine({ rate, when, full }: Change) {
  const format = useFormat();
  const Arrow = rate < 0 ? ArrowDown : ArrowUp;
  return (
    <p
      title={full}
      className={cx(
        "flex min-w-0 items-center gap-1 text-small font-medium",
        rate < 0 ? "text-bad" : "text-good",
      )}
    >
      <Arrow size={16} aria-hidden="true" className="shrink-0" />
      <span className="truncate">
        {rateText(rate, { format })} {when}
      </span>
    </p>
  );
}

interface TargetProps {
  value: number;
  target: number;
  column: FormatColumn;
}

function TargetLine({ value, target, column }: TargetProps) {
  const format = useFormat();
  const share = target > 0 ? value / target : 0;
  const reached = value >= target;
  const text = formatCell(target, column, format, { compact: true });
  return (
    <div className="flex flex-col gap-1">
      <div aria-hidden="true" className="h-1 overflow-hidden rounded-full bg-line">
        <div
          className={cx("h-full rounded-full", reached ? "bg-good" : "bg-accent")}
          style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }}
        />
      </div>
      <p className={cx("flex items-center gap-1 text-small", reached ? "text-good" : "text-ink-2")}>
        <Target size={16} aria-hidden="true" className="shrink-0" />
        <span className="truncate">
          {reached
            ? tr("{percent} % of {target}, reached", {
                percent: Math.round(share * 100),
                target: text,
              })
            : tr("{percent} % of {target}", { percent: Math.round(share * 100), target: text })}
        </span>
      </p>
    </div>
  );
}

/** One number, how it came there, and how far it is from what it should reach. */
export function KpiView({ card, data }: { card: Card; data: CardData }) {
  const format = useFormat();
  const figure = figureOf(data, format);
  if (!figure) return null;
  const { value, column } = figure;
  const full = formatCell(value, column, format);
  const target = card.target ?? null;
  // A low card with a target has no room for how it went.
  const roomy = target === null || card.h >= ROWS_FOR_ALL;
  return (
    <div className="flex h-full flex-col justify-end gap-1">
      <p
        className="shrink-0 truncate text-headline font-semibold tracking-tight tabular-nums"
        title={full}
      >
        {formatCell(value, column, format, { compact: true })}
      </p>
      {roomy && figure.change && <ChangeLine {...figure.change} />}
      {target !== null && value !== null && (
        <TargetLine value={value} target={target} column={column} />
      )}
      {roomy && <Sparkline figure={figure} format={format} />}
    </div>
  );
}
