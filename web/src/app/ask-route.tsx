import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { useMay } from "@/api/session";
import { AskActionsContext, type PinRequest } from "@/features/ask/actions";
import { askWelcome } from "@/features/ask/api";
import { AskPage } from "@/features/ask/page";
import { queryClient } from "./providers";

const route = getRouteApi("/ask");
const PinDialog = lazy(() =>
  import("@/features/dashboards/pin-dialog").then((m) => ({ default: m.PinDialog })),
);

export const ask = () => askWelcome(queryClient);

/** Ask with what boards lend to it: an answer can be pinned. */
export function AskRoute() {
  const { q, plan, before } = route.useSearch();
  const navigate = useNavigate();
  const [pinned, setPinned] = useState<PinRequest | null>(null);
  const mayPin = useMay("write");
  const actions = useMemo(() => (mayPin ? { onPin: setPinned } : {}), [mayPin]);
  const question = q?.trim() ?? "";
  const turn = useMemo(
    () => (question ? { question, ...(plan && { plan }), ...(before && { before }) } : null),
    [question, plan, before],
  );
  return (
    <AskActionsContext value={actions}>
      <AskPage turn={turn} />
      {pinned && (
        <Suspense fallback={null}>
          <PinDialog
            pinned={pinned}
            onClose={() => setPinned(null)}
            onDone={(board) => void navigate({ to: "/boards/$board", params: { board } })}
          />
        </Suspense>
      )}
    </AskActionsContext>
  );
}
