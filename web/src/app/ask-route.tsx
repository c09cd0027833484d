import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { AskPage } from "@/features/ask/page";

const route = getRouteApi("/ask");

export function AskRoute() {
  const { q, plan, before } = route.useSearch();
  const question = q?.trim() ?? "";
  const turn = useMemo(
    () => (question ? { question, ...(plan && { plan }), ...(before && { before }) } : null),
    [question, plan, before],
  );
  return <AskPage turn={turn} />;
}
