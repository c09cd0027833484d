import { formatDate } from "@/format/date";
import { tr } from "@/format/words";

const two = (n: number) => String(n).padStart(2, "0");
const dayOf = (d: Date) => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;

/** "You are offline. What you see is from 14:05 today." */
export function keptText(kept: Date, now: Date, isOnline: boolean): string {
  const time = `${two(kept.getHours())}:${two(kept.getMinutes())}`;
  if (dayOf(kept) === dayOf(now))
    return isOnline
      ? tr("Munim does not answer. What you see is from {time} today.", { time })
      : tr("You are offline. What you see is from {time} today.", { time });
  const day = formatDate(dayOf(kept), { grain: "day", thisYear: now.getFullYear() });
  return isOnline
    ? tr("Munim does not answer. What you see is from {day}, {time}.", { day, time })
    : tr("You are offline. What you see is from {day}, {time}.", { day, time });
}
