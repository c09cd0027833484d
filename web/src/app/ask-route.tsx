import { getRouteApi } from "@tanstack/react-router";
import { AskPage } from "@/features/ask/page";

const route = getRouteApi("/ask");

export function AskRoute() {
  const { q, plan } = route.useSearch();
  return <AskPage question={q?.trim() ?? ""} plan={plan} />;
}
