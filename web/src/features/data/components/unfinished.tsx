import { formatDate } from "@/format/date";
import { formatBytes } from "@/format/number";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { useFormat } from "@/ui/preferences";
import { Progress } from "@/ui/progress";
import { Sheet } from "@/ui/sheet";
import { useGiveUp, useUnfinished } from "../api";
import { T } from "../strings";
import { useIncoming } from "../uploads";

/** Uploads that a reload or another day cut off: the same file, chosen again, goes on. */
export function Unfinished() {
  const format = useFormat();
  const here = new Set(useIncoming().map((item) => item.uploadId));
  const giveUp = useGiveUp();
  const uploads = (useUnfinished().data ?? []).filter((u) => !here.has(u.id));
  if (uploads.length === 0) return null;
  return (
    <Sheet title={T.unfinished} flush>
      <p className="px-4 pb-3 text-body text-ink-2 md:px-5">
        {tr("Choose the same file again, and it goes on where it stood.")}
      </p>
      <ul className="divide-y divide-line border-t border-line">
        {uploads.map((upload) => {
          const share = upload.length > 0 ? upload.offset / upload.length : 0;
          const sent = tr("{sent} of {all} are here", {
            sent: formatBytes(upload.offset),
            all: formatBytes(upload.length),
          });
          const until = tr("kept until {when}", {
            when: formatDate(upload.expires_at, {
              thisYear: format.thisYear,
              lang: format.lang,
            }),
          });
          return (
            <li key={upload.id} className="flex items-center gap-4 px-4 py-3 md:px-5">
              <div className="min-w-0 flex-1">
                <p className="truncate text-body font-medium">{upload.name}</p>
                <p className="pb-2 text-small text-ink-2">
                  {sent} · {until}
                </p>
                <Progress share={share} label={`${upload.name}: ${sent}`} />
              </div>
              <Button
                look="quiet"
                disabled={giveUp.isPending}
                aria-label={tr("Discard {name}", { name: upload.name })}
                onClick={() => giveUp.mutate(upload.id)}
              >
                {tr("Discard")}
              </Button>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
