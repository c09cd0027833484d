import { getRouteApi } from "@tanstack/react-router";
import { ForecastPage } from "@/features/forecast/page";

const route = getRouteApi("/forecast");

export function ForecastRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return <ForecastPage search={search} onSearch={(next) => void navigate({ search: next })} />;
}
