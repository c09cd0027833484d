import { messageOf } from "@/api/client";
import type * as wire from "@/api/wire";
import { formatAgo } from "@/format/date";
import { tr } from "@/format/words";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { agentName } from "../agent";
import { signOut, useDevices, useSignOutDevice } from "../api";
import { T } from "../strings";

const say = (error: unknown) => toast(messageOf(error), "bad");

function DeviceRow({ device }: { device: wire.SessionDevice }) {
  const end = useSignOutDevice();
  const name = agentName(device.agent);
  const now = new Date();
  const seen = tr("last seen {ago}", { ago: formatAgo(device.seen_at, now) });
  const made = tr("signed in {ago}", { ago: formatAgo(device.made_at, now) });
  const leave = () =>
    device.current
      ? void signOut().catch(say)
      : end.mutate(device.id, {
          onSuccess: () => toast(tr("{device} is signed out.", { device: name })),
          onError: say,
        });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 text-body" title={device.agent}>
          {name}
          {device.current && <Badge tone="accent">{tr("This device")}</Badge>}
        </p>
        <p className="text-small text-ink-3">{device.current ? made : `${seen} · ${made}`}</p>
      </div>
      <Button
        aria-label={tr("Sign out of {device}", { device: name })}
        disabled={end.isPending}
        onClick={leave}
      >
        {T.signOut}
      </Button>
    </li>
  );
}

/** Where one is signed in. */
export function Devices() {
  const query = useDevices();
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-small font-medium text-ink-2">{tr("Where you are signed in")}</h3>
      {query.isPending && <Skeleton className="h-16" />}
      {query.isError && (
        <Notice
          severity="bad"
          title={tr("The devices could not be listed")}
          action={<Button onClick={() => void query.refetch()}>{T.tryAgain}</Button>}
        >
          <p className="text-small">{messageOf(query.error)}</p>
        </Notice>
      )}
      {query.data && (
        <ul className="flex flex-col" aria-label={tr("Where you are signed in")}>
          {query.data.map((device) => (
            <DeviceRow key={device.id} device={device} />
          ))}
        </ul>
      )}
    </div>
  );
}
