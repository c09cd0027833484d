import { getRouteApi } from "@tanstack/react-router";
import { unheard } from "@/api/early";
import { BoardPage } from "@/features/dashboards/board-page";
import { askBoard } from "@/features/dashboards/card-data";
import { queryClient } from "./providers";

const route = getRouteApi("/boards/$board");

export const ask = (board: string) => unheard(askBoard(queryClient, board));

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
