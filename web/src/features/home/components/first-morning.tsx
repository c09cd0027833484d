import { Link } from "@tanstack/react-router";
import { useMay } from "@/api/session";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { STEPS, T } from "../strings";

/** Before there is data: what this will be, and the four steps to it. */
export function FirstMorning() {
  const mayBring = useMay("write");
  return (
    <Sheet>
      <div className="flex flex-col gap-5">
        <div>
          <p className="text-title font-semibold">{T.emptyTitle}</p>
          <p className="text-body text-ink-2">{T.emptyNote}</p>
        </div>
        <ol className="grid gap-4 md:grid-cols-2">
          {STEPS.map(({ title, text }, i) => (
            <li key={title} className="flex gap-3">
              <span
                aria-hidden="true"
                className="tabular flex size-7 shrink-0 items-center justify-center rounded-full bg-wash text-small font-semibold text-ink-2"
              >
                {i + 1}
              </span>
              <div className="text-body">
                <p className="font-medium">{title}</p>
                <p className="text-ink-2">{text}</p>
              </div>
            </li>
          ))}
        </ol>
        {mayBring ? (
          <Link to="/data" className={buttonClass("primary", "self-start")}>
            {T.bringIn}
          </Link>
        ) : (
          <p className="text-body text-ink-2">{tr("An editor brings it in. Come back then.")}</p>
        )}
      </div>
    </Sheet>
  );
}
