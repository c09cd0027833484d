import { CalendarPlus } from "lucide-react";
import { useRef } from "react";
import { messageOf } from "@/api/client";
import { useMay } from "@/api/session";
import type * as wire from "@/api/wire";
import { counted, tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { toast } from "@/ui/toast";
import { useAddCalendar, useCalendars, useRemoveCalendar, useRestoreCalendar } from "../api";
import { T } from "../strings";

/** Calendar files of one's own: added, listed, removed. */
export function Calendars() {
  const input = useRef<HTMLInputElement>(null);
  const mayChange = useMay("write");
  const calendars = useCalendars().data?.calendars ?? [];
  const add = useAddCalendar();
  const remove = useRemoveCalendar();
  const restore = useRestoreCalendar();
  const error = add.error ?? remove.error ?? restore.error;
  function takeAway({ id, name }: wire.Calendar) {
    remove.mutate(id, {
      onSuccess: () =>
        toast(tr("{name} is removed.", { name }), "good", {
          text: tr("Undo"),
          run: () => restore.mutate(id),
        }),
    });
  }
  return (
    <section aria-label={T.own} className="flex flex-col gap-3 border-t border-line pt-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 max-w-prose">
          <h3 className="text-body font-semibold">{T.own}</h3>
          <p className="text-small text-ink-2">{T.ownNote}</p>
        </div>
        <input
          ref={input}
          type="file"
          accept=".ics,text/calendar"
          hidden
          aria-label={T.addCalendar}
          data-testid="calendar-input"
          onChange={(e) => {
            const file = e.target.files?.[0];
            if (file) add.mutate(file);
            e.target.value = ""; // the same file may be chosen again
          }}
        />
        {mayChange && (
          <Button
            disabled={add.isPending}
            icon={<CalendarPlus size={16} aria-hidden="true" />}
            onClick={() => input.current?.click()}
          >
            {T.addCalendar}
          </Button>
        )}
      </div>
      {error && (
        <Notice severity="bad" title={T.notCalendar} live>
          <p className="text-ink-2">{messageOf(error)}</p>
        </Notice>
      )}
      {calendars.length > 0 && (
        <ul className="flex flex-col gap-2">
          {calendars.map((calendar) => (
            <Kept
              key={calendar.id}
              calendar={calendar}
              busy={remove.isPending}
              {...(mayChange && { onRemove: () => takeAway(calendar) })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface KeptProps {
  calendar: wire.Calendar;
  busy: boolean;
  /** Absent for who may only look. */
  onRemove?: () => void;
}

function Kept({ calendar, busy, onRemove }: KeptProps) {
  const names = calendar.names.map(String);
  const more = calendar.events - names.length;
  const list = names.join(", ") + (more > 0 ? `, ${tr("and {n} more", { n: more })}` : "");
  return (
    <li className="flex items-center justify-between gap-4">
      <span className="min-w-0">
        <span className="block truncate text-body">{calendar.name}</span>
        <span className="block truncate text-small text-ink-2">
          {list}; {counted(calendar.days, "{n} day", "{n} days")}
        </span>
      </span>
      {onRemove && (
        <Button
          look="quiet"
          disabled={busy}
          aria-label={tr("Remove {name}", { name: calendar.name })}
          onClick={onRemove}
        >
          {T.removeCalendar}
        </Button>
      )}
    </li>
  );
}
