import { LayoutDashboard } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { Link } from "@tanstack/react-router";
import { ApiError, messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { Button, buttonClass } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { useTitle } from "@/ui/page";
import { toast } from "@/ui/toast";
import type { Source } from "./api";
import { newId } from "./board";
import { AddCards, EmptyBoard } from "./components/add-cards";
import { BoardHeader } from "./components/board-header";
import { BoardSkeleton } from "./components/board-skeleton";
import { BoardView } from "./components/board-view";
import { CardEditor } from "./components/card-editor";
import { current } from "./filters";
import { placeFor, settled } from "./layout";
import { useComments } from "./parts";
import { SceneProvider, type Scene } from "./scene";
import type { BoardSearch } from "./search";
import { T } from "./strings";
import type { Board, Card, CardKind } from "./types";
import { useBoard } from "./use-board";

const Panels = lazy(() => import("./components/panels").then((m) => ({ default: m.Panels })));

interface BoardPageProps {
  id: string;
  search: BoardSearch;
  onSearch: Scene["go"];
}

/** Deleted, or shared with this person no more. */
const isGone = (error: Error | null): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 410);

function Failed({ error, onAgain }: { error: Error; onAgain: () => void }) {
  if (isGone(error)) {
    return (
      <Empty
        icon={<LayoutDashboard size={20} aria-hidden="true" />}
        title={tr("This board is not here any more")}
        action={
          <Link to="/boards" className={buttonClass("primary")}>
            {tr("All boards")}
          </Link>
        }
      >
        {tr(
          "Someone may have deleted it, or shares it with you no more. Deleted boards are kept for 30 days.",
        )}
      </Empty>
    );
  }
  return (
    <Notice
      severity="bad"
      live
      title={T.boardFailed}
      action={<Button onClick={onAgain}>{T.again}</Button>}
    >
      <p className="text-ink-2">{messageOf(error)}</p>
    </Notice>
  );
}

/** Ctrl-Z takes the last change of the board back, unless one is typing. */
function useUndoKey(undo: () => void) {
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const typing =
        e.target instanceof Element && e.target.closest("input, textarea, select, dialog");
      if (e.key.toLowerCase() !== "z" || e.shiftKey || !(e.ctrlKey || e.metaKey) || typing) return;
      e.preventDefault();
      undo();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}

function newCard(board: Board, kind: CardKind): Card {
  return { id: newId(), kind, title: "", chart: "", ...placeFor(settled(board.cards), kind) };
}

const NO_COMMENTS: Scene["comments"] = [];

type Open = Omit<BoardPageProps, "id"> & { state: ReturnType<typeof useBoard>; board: Board };

function OpenBoard({ board, state, search, onSearch }: Open) {
  const { sync, saved, saving, canUndo } = state;
  const [edited, setEdited] = useState<{ card: Card; isNew: boolean } | null>(null);
  const source = useMemo<Source>(() => ({ kind: "board", id: board.id }), [board.id]);
  // Once opened they stay, so that closing gives the focus back.
  const [panels, setPanels] = useState(false);
  if (search.panel && !panels) setPanels(true);
  const comments = useComments(board.id).data ?? NO_COMMENTS;
  const filters = useMemo(() => current(board.filters, search.f ?? {}), [board.filters, search.f]);
  const savedCards = useMemo(() => new Map(saved?.cards.map((c) => [c.id, c])), [saved]);
  const editing = search.edit === true && !search.present && board.may_edit;
  useTitle(board.name);
  const undo = () => {
    if (board.may_edit && sync.undo()) toast(tr("Taken back."));
  };
  useUndoKey(undo);

  const change: NonNullable<Scene["change"]> = async (changes, { say, gesture } = {}) => {
    const kept = sync.change(changes, gesture);
    if (say) toast(say, "good", { text: T.undo, run: undo });
    return kept;
  };
  const add = (kind: CardKind) => setEdited({ card: newCard(board, kind), isNew: true });
  const scene: Scene = {
    source,
    board,
    saved: savedCards,
    filters,
    search,
    go: onSearch,
    editing,
    ...(board.may_edit && {
      change,
      onEdit: (card: Card) => setEdited({ card, isNew: false }),
    }),
    comments,
    refreshSeconds: board.refresh_seconds,
  };
  return (
    <SceneProvider value={scene}>
      <BoardView header={<BoardHeader saving={saving} onUndo={canUndo ? undo : null} />}>
        {board.cards.length === 0 && <EmptyBoard onAdd={board.may_edit ? add : undefined} />}
        {editing && board.cards.length > 0 && <AddCards onAdd={add} />}
      </BoardView>
      <Suspense fallback={null}>{panels && <Panels />}</Suspense>
      {edited && <CardEditor {...edited} onClose={() => setEdited(null)} />}
    </SceneProvider>
  );
}

export function BoardPage({ id, search, onSearch }: BoardPageProps) {
  const state = useBoard(id);
  const { board, query } = state;
  if (board && !isGone(query.error))
    return <OpenBoard board={board} state={state} search={search} onSearch={onSearch} />;
  return (
    <div className="flex flex-col gap-4 px-4 py-5 md:px-6 md:py-6">
      <h1 tabIndex={-1} className="sr-only">
        {T.title}
      </h1>
      {query.isError ? (
        <Failed error={query.error} onAgain={() => void query.refetch()} />
      ) : (
        <BoardSkeleton />
      )}
    </div>
  );
}
