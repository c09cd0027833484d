import { useMemo, useState } from "react";
import { messageOf } from "@/api/client";
import { useSession } from "@/api/session";
import { tr, words } from "@/format/words";
import { Choice } from "@/ui/choice";
import { Input } from "@/ui/field";
import { toast } from "@/ui/toast";
import { useCreateBoard, useDeleteBoard, useFavourite } from "../api";
import { T } from "../strings";
import type { BoardBrief } from "../types";
import { BoardTile } from "./board-tile";

/** A search field is in the way of a few boards. */
const SEARCH_FROM = 7;

const newest = (a: BoardBrief, b: BoardBrief) =>
  Number(b.favourite) - Number(a.favourite) || b.updated_at.localeCompare(a.updated_at);

type Whose = "all" | "mine" | "shared";

const WHOSE: Record<Whose, string> = words({
  all: "All",
  mine: "Made by me",
  shared: "Shared with me",
});

/** Only where there are boards of both kinds is there anything to choose. */
function useWhose(boards: BoardBrief[]) {
  const own = useSession()?.person?.name;
  const [whose, setWhose] = useState<Whose>("all");
  const isMine = (b: BoardBrief) => b.owner === own;
  const offered = own !== undefined && boards.some(isMine) && !boards.every(isMine);
  const shown =
    offered && whose !== "all" ? boards.filter((b) => isMine(b) === (whose === "mine")) : boards;
  return { offered, whose, setWhose, shown };
}

interface BoardListProps {
  boards: BoardBrief[];
  onOpen: (id: string) => void;
}

export function BoardList({ boards, onOpen }: BoardListProps) {
  const [search, setSearch] = useState("");
  const { offered, whose, setWhose, shown } = useWhose(boards);
  const favour = useFavourite();
  const remove = useDeleteBoard();
  const create = useCreateBoard();
  const found = useMemo(() => {
    const typed = search.trim().toLowerCase();
    return shown.filter((b) => b.name.toLowerCase().includes(typed)).sort(newest);
  }, [shown, search]);
  function duplicate(board: BoardBrief) {
    const name = tr("Copy of {name}", { name: board.name });
    create.mutate(
      { name, copy_of: board.id },
      { onSuccess: (b) => onOpen(b.id), onError: (e) => toast(messageOf(e), "bad") },
    );
  }
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3 empty:hidden">
        {boards.length >= SEARCH_FROM && (
          <div className="w-full max-w-md">
            <Input
              type="search"
              aria-label={tr("Search boards")}
              placeholder={tr("Search boards")}
              value={search}
              onChange={(e) => setSearch(e.target.value)}
            />
          </div>
        )}
        {offered && (
          <Choice
            legend={tr("Whose boards")}
            options={(["all", "mine", "shared"] as const).map((id) => ({ id, text: WHOSE[id] }))}
            value={whose}
            onChange={setWhose}
          />
        )}
      </div>
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
