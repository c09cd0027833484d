import { getRouteApi } from "@tanstack/react-router";
import { TablePage } from "@/features/data/table-page";

const route = getRouteApi("/data/$table");

export function TableRoute() {
  const { table } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <TablePage
      key={table}
      table={table}
      tab={tab ?? "columns"}
      onTab={(next) => void navigate({ search: { tab: next }, replace: true })}
    />
  );
}
