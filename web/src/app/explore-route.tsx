import { getRouteApi } from "@tanstack/react-router";
import { ExplorePage } from "@/features/explore/page";

const route = getRouteApi("/explore");

export function ExploreRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return <ExplorePage search={search} onSearch={(next) => void navigate({ search: next })} />;
}
