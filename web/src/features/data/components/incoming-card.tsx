import { X } from "lucide-react";
import { formatBytes } from "@/format/number";
import { tr, words } from "@/format/words";
import { Button, IconButton } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Progress } from "@/ui/progress";
import { Sheet } from "@/ui/sheet";
import { T } from "../strings";
import { dismiss, type Incoming, type Phase } from "../uploads";
import { Understood } from "./understood";

const SENDING: Partial<Record<Phase, string>> = words({
  sending: "Sending the file",
  lost: "Connection lost. It goes on by itself",
  paused: "Paused. What was sent is kept",
});

function doing(item: Incoming): string {
  const sending = SENDING[item.phase];
  if (sending) {
    const sent = item.progress === null ? "" : ` ${Math.floor(item.progress * 100)} %`;
    return `${sending}, ${formatBytes(item.bytes)}${sent}`;
  }
  if (item.progress === null) return T.waiting;
  return item.doing || tr("Reading");
}

/** One file on its way in, from the first byte to what was understood. */
export function IncomingCard({ item }: { item: Incoming }) {
  const isSending = item.phase in SENDING;
  const active = isSending || item.phase === "reading";
  return (
    <Sheet>
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="truncate text-body font-semibold">{item.name}</h2>
          {active && (
            <p className="text-small text-ink-2" aria-live="polite">
              {doing(item)}
            </p>
          )}
        </div>
        {active ? (
          <div className="flex">
            {isSending &&
              (item.phase === "paused" ? (
                <Button look="quiet" onClick={item.resume}>
                  {tr("Go on")}
                </Button>
              ) : (
                <Button look="quiet" onClick={item.pause}>
                  {tr("Pause")}
                </Button>
              ))}
            <Button look="quiet" onClick={item.cancel}>
              {tr("Cancel")}
            </Button>
          </div>
        ) : (
          <IconButton
            label={tr("Dismiss")}
            side="left"
            onClick={() => dismiss(item.id)}
            className="-mt-1.5 -mr-2"
          >
            <X size={16} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {active && (
        <div className="mt-3">
          <Progress share={item.progress} label={`${item.name}: ${doing(item)}`} />
        </div>
      )}
      {item.phase === "failed" && (
        <div className="mt-2">
          <Notice severity="bad" title={T.failed} live>
            <p className="text-ink-2">{item.error}</p>
          </Notice>
        </div>
      )}
      {item.phase === "cancelled" && <p className="mt-1 text-body text-ink-2">{T.cancelled}</p>}
      {item.phase === "done" && item.result && <Understood result={item.result} />}
    </Sheet>
  );
}
