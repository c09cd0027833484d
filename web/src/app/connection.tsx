import { useRouterState } from "@tanstack/react-router";
import { WifiOff } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { answersAge, forgetAge } from "@/api/age";
import type { Connection } from "@/api/events";
import { keptText } from "./kept-text";
import { tr } from "@/format/words";

/** When the oldest answer on this page was kept; null while they come from the server. */
function useAge(): string | null {
  const path = useRouterState({ select: (s) => s.location.pathname });
  useEffect(forgetAge, [path]);
  return useSyncExternalStore(answersAge.subscribe, answersAge.get, answersAge.get);
}

/** Said while the server does not answer; goes by itself when it is back. */
export function ConnectionSign({ connection }: { connection: Connection }) {
  const kept = useAge();
  if (connection !== "lost" && kept === null) return null;
  return (
    <p
      role="alert"
      className="flex items-center justify-center gap-2 border-t border-line bg-warn-wash px-4 py-2 text-small font-medium text-warn"
    >
      <WifiOff size={16} className="shrink-0" aria-hidden="true" />
      {kept === null
        ? tr("Munim does not answer. What you see may be old; I am trying again.")
        : keptText(new Date(kept), new Date(), navigator.onLine)}
    </p>
  );
}
