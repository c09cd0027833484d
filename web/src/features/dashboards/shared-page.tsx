import { Link2Off } from "lucide-react";
import { useMemo, useState } from "react";
import { ApiError, messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { useTitle } from "@/ui/page";
import { useSharedBoard, type Source } from "./api";
import { EmptyBoard } from "./components/add-cards";
import { BoardSkeleton } from "./components/board-skeleton";
import { BoardView } from "./components/board-view";
import { current } from "./filters";
import { SceneProvider, type Scene } from "./scene";
import type { BoardSearch } from "./search";
import { T } from "./strings";
import type { Board } from "./types";

const WORTH_ASKING_AGAIN_S = 60;

function Shown({ token, board }: { token: string; board: Board }) {
  const [search, setSearch] = useState<BoardSearch>({});
  const source = useMemo<Source>(() => ({ kind: "shared", token }), [token]);
  const saved = useMemo(() => new Map(board.cards.map((c) => [c.id, c])), [board]);
  const filters = useMemo(() => current(board.filters, search.f ?? {}), [board.filters, search.f]);
  useTitle(board.name);
  const scene: Scene = {
    source,
    board,
    saved,
    filters,
    search,
    go: setSearch,
    editing: false,
    comments: [],
    refreshSeconds: board.refresh_seconds || WORTH_ASKING_AGAIN_S,
  };
  return (
    <SceneProvider value={scene}>
      <BoardView
        header={
          <header>
            <h1 tabIndex={-1} className="text-title font-semibold break-words">
              {board.name}
            </h1>
            <p className="text-small text-ink-3">
              {tr("Shared with you to read. Made with Munim.")}
            </p>
          </header>
        }
      >
        {board.cards.length === 0 && <EmptyBoard />}
      </BoardView>
    </SceneProvider>
  );
}

/** A board for whoever has its link: to look at and to filter, and nothing else. */
export function SharedPage({ token }: { token: string }) {
  const query = useSharedBoard(token);
  if (query.data) return <Shown token={token} board={query.data} />;
  const gone =
    query.error instanceof ApiError && (query.error.status === 410 || query.error.status === 404);
  return (
    <div className="flex flex-col gap-4 px-4 py-5 md:px-6 md:py-6">
      <h1 tabIndex={-1} className="sr-only">
        {tr("Shared board")}
      </h1>
      {query.isPending && <BoardSkeleton />}
      {gone && (
        <Empty
          icon={<Link2Off size={20} aria-hidden="true" />}
          title={tr("This link no longer works")}
        >
          {tr("It has ended or was withdrawn. Ask whoever sent it for a new one.")}
        </Empty>
      )}
      {query.isError && !gone && (
        <Notice
          severity="bad"
          live
          title={T.boardFailed}
          action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
        >
          <p className="text-ink-2">{messageOf(query.error)}</p>
        </Notice>
      )}
    </div>
  );
}
