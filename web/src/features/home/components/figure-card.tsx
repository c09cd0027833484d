import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp, Equal } from "lucide-react";
import { formatDate, type Grain } from "@/format/date";
import { formatCompact, formatNumber } from "@/format/number";
import { capital } from "@/format/text";
import { systemFor } from "@/format/value";
import { tr } from "@/format/words";
import { Badge, type Tone } from "@/ui/badge";
import { useFormat } from "@/ui/preferences";
import { rounded, type Figure, type Verdict } from "../figures";
import { VERDICTS } from "../strings";
import { Spark } from "./spark";

const LOOKS: Record<Verdict, { Icon: typeof Equal; tone: Tone }> = {
  usual: { Icon: Equal, tone: "plain" },
  more: { Icon: ArrowUp, tone: "accent" },
  less: { Icon: ArrowDown, tone: "warn" },
};

/** One figure: the number, what was expected, and how it ran lately. Leads to its forecast. */
export function FigureCard({ figure, measure }: { figure: Figure; measure: string }) {
  const format = useFormat();
  const { Icon, tone } = LOOKS[figure.verdict];
  const unit = figure.unit || undefined;
  const style = { system: systemFor(unit, format), lang: format.lang, unit };
  const say = (x: number) => formatCompact(rounded(x), style);
  const full = (x: number) => formatNumber(Math.round(x), style);
  const day = formatDate(figure.date, { ...format, grain: figure.grain as Grain });
  return (
    <Link
      to="/forecast"
      search={{ measure }}
      className="motion flex h-full flex-col gap-2 rounded-md border border-line p-3 sm:p-4 hover:bg-wash"
    >
      <span className="flex flex-col gap-x-2 text-small sm:flex-row sm:items-baseline sm:justify-between">
        <span className="min-w-0 font-medium break-words">{capital(figure.measure)}</span>
        <span className="shrink-0 text-ink-3">{day}</span>
      </span>
      <span className="tabular text-headline font-semibold" title={full(figure.actual)}>
        {say(figure.actual)}
      </span>
      <span>
        <Badge tone={tone} wraps icon={<Icon size={16} aria-hidden="true" className="shrink-0" />}>
          {VERDICTS[figure.verdict]}
        </Badge>
      </span>
      <span
        className="text-small text-ink-2"
        title={`${full(figure.lower)} – ${full(figure.upper)}`}
      >
        {tr("expected about {n} ({lower} to {upper})", {
          n: say(figure.expected),
          lower: say(figure.lower),
          upper: say(figure.upper),
        })}
      </span>
      <Spark figure={figure} />
    </Link>
  );
}
