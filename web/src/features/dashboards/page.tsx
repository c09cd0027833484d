import { LayoutDashboard, Plus } from "lucide-react";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { useBoards, useCreateBoard, useDeleteBoard, useFavourite } from "./api";
import { BoardTile } from "./components/board-tile";
import { NewBoard } from "./components/new-board";
import { PinDialog, type Pinned } from "./pin-dialog";
import { T } from "./strings";
import type { BoardBrief } from "./types";

/** A search field is in the way of a few boards. */
const SEARCH_FROM = 7;

const newest = (a: BoardBrief, b: BoardBrief) =>
  Number(b.favourite) - Number(a.favourite) || b.updated_at.localeCompare(a.updated_at);

function Waiting() {
  return (
    <div role="status" className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
      <span className="sr-only">{tr("The boards are being listed")}</span>
      {[1, 2, 3].map((n) => (
        <Skeleton key={n} className="h-20" />
      ))}
    </div>
  );
}

function NoBoards({ onNew }: { onNew: () => void }) {
  return (
    <Sheet>
      <Empty
        icon={<LayoutDashboard size={20} aria-hidden="true" />}
        title={tr("No boards yet")}
        action={
          <Button look="primary" onClick={onNew}>
            {tr("Make the first board")}
          </Button>
        }
      >
        {tr(
          "A board keeps the questions you ask again and again, and shows their answers as they stand. Begin with one made for your data, or with a single question.",
        )}
      </Empty>
    </Sheet>
  );
}

function BoardList({ boards, onOpen }: { boards: BoardBrief[]; onOpen: (id: string) => void }) {
  const [search, setSearch] = useState("");
  const favour = useFavourite();
  const remove = useDeleteBoard();
  const create = useCreateBoard();
  const found = useMemo(() => {
    const typed = search.trim().toLowerCase();
    return boards.filter((b) => b.name.toLowerCase().includes(typed)).sort(newest);
  }, [boards, search]);
  function duplicate(board: BoardBrief) {
    const name = tr("Copy of {name}", { name: board.name });
    create.mutate(
      { name, copy_of: board.id },
      { onSuccess: (b) => onOpen(b.id), onError: (e) => toast(messageOf(e), "bad") },
    );
  }
  return (
    <>
      {boards.length >= SEARCH_FROM && (
        <div className="max-w-md">
          <Input
            type="search"
            aria-label={tr("Search boards")}
            placeholder={tr("Search boards")}
            value={search}
            onChange={(e) => setSearch(e.target.value)}
          />
        </div>
      )}
      <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3" aria-label={T.title}>
        {found.map((board) => (
          <BoardTile
            key={board.id}
            board={board}
            onFavourite={(favourite) => void favour(board, favourite)}
            onDuplicate={() => duplicate(board)}
            onDelete={() => void remove(board)}
          />
        ))}
      </ul>
      {found.length === 0 && (
        <p className="text-body text-ink-2">{tr("No board is called that.")}</p>
      )}
    </>
  );
}

interface BoardsPageProps {
  /** An answer that is to be put on a board. */
  pin: Pinned | null;
  onPinned: () => void;
}

export function BoardsPage({ pin, onPinned }: BoardsPageProps) {
  const query = useBoards();
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const open = (id: string, edit?: boolean) =>
    void navigate({
      to: "/boards/$board",
      params: { board: id },
      search: edit ? { edit: true } : {},
    });
  const make = () => setMaking(true);
  return (
    <Page
      title={T.title}
      note={T.note}
      actions={
        <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={make}>
          {T.newBoard}
        </Button>
      }
    >
      {query.isPending && <Waiting />}
      {query.isError && (
        <Notice
          severity="bad"
          live
          title={T.listFailed}
          action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
        >
          <p className="text-ink-2">{messageOf(query.error)}</p>
        </Notice>
      )}
      {query.data &&
        (query.data.length === 0 ? (
          <NoBoards onNew={make} />
        ) : (
          <BoardList boards={query.data} onOpen={open} />
        ))}
      <NewBoard
        open={making}
        onClose={() => setMaking(false)}
        onMade={(board) => open(board.id, board.cards.length === 0)}
      />
      {pin && <PinDialog pinned={pin} onClose={onPinned} onDone={(id) => open(id)} />}
    </Page>
  );
}
