import { Link } from "@tanstack/react-router";
import type { Answer } from "@/api/types";
import { listing } from "@/format/text";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { SeverityIcon } from "@/ui/notice";
import { T } from "../strings";

/** What is missing, and what would make it answerable. */
export function Refused({ answer }: { answer: Answer }) {
  return (
    <Sheet>
      <div className="flex gap-3">
        <SeverityIcon severity="warn" size={20} />
        <div className="flex min-w-0 flex-col gap-3">
          <p className="text-title font-semibold">{T.cannot}</p>
          {answer.message && <p className="text-body text-ink-2">{answer.message}</p>}
          {answer.missing.length > 0 && (
            <p className="text-body text-ink-2">
              {tr("Not found in your data: {names}.", { names: listing(answer.missing) })}
            </p>
          )}
          <Link to="/data" className={buttonClass("plain", "self-start")}>
            {tr("See what data there is")}
          </Link>
        </div>
      </div>
    </Sheet>
  );
}
