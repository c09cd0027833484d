import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { BoardsPage } from "@/features/dashboards/page";

const route = getRouteApi("/boards");

export function BoardsRoute() {
  const { pin, plan } = route.useSearch();
  const navigate = route.useNavigate();
  const pinned = useMemo(
    () => (pin ? { question: pin, ...(plan && { plan }) } : null),
    [pin, plan],
  );
  return <BoardsPage pin={pinned} onPinned={() => void navigate({ search: {}, replace: true })} />;
}
