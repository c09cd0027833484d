import { getRouteApi } from "@tanstack/react-router";
import { SharedPage } from "@/features/dashboards/shared-page";

const route = getRouteApi("/shared/$token");

export function SharedRoute() {
  const { token } = route.useParams();
  return <SharedPage key={token} token={token} />;
}
