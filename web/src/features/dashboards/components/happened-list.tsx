import { sayHappened } from "@/charts/happened";
import { tr } from "@/format/words";
import { useFormat } from "@/ui/preferences";
import type { Card } from "../types";
import { useHappened } from "./result-view";

/** What was said of days, in whole, beside the chart that marks them. */
export function HappenedList({ card }: { card: Card }) {
  const happened = useHappened(card);
  const format = useFormat();
  if (happened.length === 0) return null;
  const sorted = [...happened].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <section className="flex flex-col gap-1 border-t border-line pt-3">
      <h3 className="text-small font-semibold text-ink">{tr("What happened")}</h3>
      <ul className="flex flex-col gap-1 text-small text-ink-2">
        {sorted.map((h) => (
          <li key={`${h.at} ${h.text}`} className="break-words">
            {sayHappened(h, { format })}
          </li>
        ))}
      </ul>
    </section>
  );
}
