import { formatDate, type Grain } from "@/format/date";
import { formatCompact } from "@/format/number";
import { systemFor, type FormatOptions } from "@/format/value";
import { capital } from "@/format/text";
import { tr } from "@/format/words";
import { useFormat } from "@/ui/preferences";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { FIGURES_MAX, useFigures, useForecastable } from "../api";
import { daysOld, figureOf, rounded, type Figure } from "../figures";
import { LEADS, T } from "../strings";
import { FigureCard } from "./figure-card";

/** After so many days without new rows the page says so. */
const OLD_DAYS = 3;
/** Holds a card's place, in its size on a phone and on a desk. */
const PLACE = "h-64 lg:h-61";
const PLACES = Array.from({ length: FIGURES_MAX }, (_, i) => i);

function leadOf(figure: Figure, format: FormatOptions): string {
  const style = {
    system: systemFor(figure.unit, format),
    lang: format.lang,
    unit: figure.unit || undefined,
  };
  const say = (x: number) => formatCompact(rounded(x), style);
  return capital(
    tr(LEADS[figure.verdict], {
      day: formatDate(figure.date, { ...format, grain: figure.grain as Grain }),
      measure: figure.measure,
      actual: say(figure.actual),
      expected: say(figure.expected),
      lower: say(figure.lower),
      upper: say(figure.upper),
    }),
  );
}

/** What came on the last day beside what was expected of it; as a sentence, then as figures. */
export function Figures({ today }: { today: string }) {
  const format = useFormat();
  const what = useForecastable();
  const measures = what.data?.measures ?? [];
  const queries = useFigures(measures);
  const figures = queries.flatMap(({ data }) => (data ? (figureOf(data) ?? []) : []));
  const isWaiting = what.isPending || queries.some((q) => q.isPending);
  const allFailed = queries.length > 0 && queries.every((q) => q.isError);
  const main = figures[0];
  const old = daysOld(figures, today);
  if (what.isError) return null; // without dates and amounts there is nothing to expect
  return (
    <Sheet title={T.figures}>
      <div className="flex flex-col gap-4" aria-busy={isWaiting}>
        {main && <p className="max-w-3xl text-title text-balance">{leadOf(main, format)}</p>}
        {!main && isWaiting && (
          <div role="status" className="flex h-22 flex-col justify-around lg:h-15">
            <span className="sr-only">{T.loading}</span>
            <Skeleton className="h-5 w-3/4" />
            <Skeleton className="h-5 w-1/2" />
          </div>
        )}
        {allFailed && <p className="text-body text-ink-2">{T.failedForecast}</p>}
        <ul className="grid grid-cols-2 gap-2 sm:gap-3 lg:grid-cols-4">
          {queries.map((query, i) => {
            const figure = query.data ? figureOf(query.data) : null;
            const measure = measures[i];
            if (figure && measure) {
              return (
                <li key={measure.name}>
                  <FigureCard figure={figure} measure={measure.name} />
                </li>
              );
            }
            return query.isPending ? (
              <li key={i}>
                <Skeleton className={PLACE} />
              </li>
            ) : null;
          })}
          {what.isPending &&
            PLACES.map((i) => (
              <li key={i}>
                <Skeleton className={PLACE} />
              </li>
            ))}
        </ul>
        {old > OLD_DAYS && (
          <p className="text-small text-warn">
            {tr("Your newest rows are {n} days old. Bring in newer ones to see today's picture.", {
              n: old,
            })}
          </p>
        )}
      </div>
    </Sheet>
  );
}
