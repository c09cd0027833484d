import type * as wire from "@/api/wire";
import { formatDate } from "@/format/date";
import { tr } from "@/format/words";
import { useFormat } from "@/ui/preferences";
import { Sheet } from "@/ui/sheet";
import { T } from "../strings";
import { Calendars } from "./calendars";

const AHEAD_SHOWN = 6;

/** What stands out in the past, what is of one's own, and what lies ahead. */
function telling(lifts: readonly wire.ForecastLift[]): wire.ForecastLift[] {
  const clear = lifts.filter((l) => l.sure || l.own);
  const ahead = lifts.filter((l) => !l.sure && !l.own && l.next !== undefined && l.seen > 0);
  return [...clear, ...ahead.slice(0, Math.max(0, AHEAD_SHOWN - clear.length))];
}

/** What festivals and days of one's own did, when they come next, and the calendars brought in. */
export function Events({ outlook }: { outlook: wire.Forecast }) {
  const format = useFormat();
  const lifts = telling(outlook.lifts ?? []);
  const say = (date: string) =>
    formatDate(date, { lang: format.lang, thisYear: format.thisYear, grain: "day" });
  return (
    <Sheet title={T.events}>
      <div className="flex flex-col gap-4">
        {lifts.length === 0 && <p className="text-body text-ink-2">{T.eventsNone}</p>}
        <ul className="flex flex-col gap-2">
          {lifts.map((lift) => (
            <li key={lift.name} className="flex flex-wrap justify-between gap-x-4 text-body">
              <span className={lift.sure ? "min-w-0" : "min-w-0 text-ink-2"}>{lift.text}</span>
              {lift.next && (
                <span className="text-small text-ink-2">
                  {tr("next {day}", { day: say(lift.next) })}
                </span>
              )}
            </li>
          ))}
        </ul>
        <Calendars />
      </div>
    </Sheet>
  );
}
