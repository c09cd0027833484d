import { getRouteApi } from "@tanstack/react-router";
import { BoardPage } from "@/features/dashboards/board-page";

const route = getRouteApi("/boards/$board");

export function BoardRoute() {
  const { board } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <BoardPage
      key={board}
      id={board}
      search={search}
      onSearch={(next, how) =>
        void navigate({ search: next, replace: how === "replace", resetScroll: false })
      }
    />
  );
}
