import { LayoutDashboard, Plus } from "lucide-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { messageOf } from "@/api/client";
import { useMay } from "@/api/session";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { useBoards } from "./api";
import { BoardList } from "./components/board-list";
import { NewBoard } from "./components/new-board";
import { PinDialog, type Pinned } from "./pin-dialog";
import { T } from "./strings";

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

/** `onNew` is absent for who makes no boards. */
function NoBoards({ onNew }: { onNew?: () => void }) {
  return (
    <Sheet>
      <Empty
        icon={<LayoutDashboard size={20} aria-hidden="true" />}
        title={tr("No boards yet")}
        action={
          onNew && (
            <Button look="primary" onClick={onNew}>
              {tr("Make the first board")}
            </Button>
          )
        }
      >
        {onNew
          ? tr(
              "A board keeps the questions you ask again and again, and shows their answers as they stand. Begin with one made for your data, or with a single question.",
            )
          : tr("Editors make boards. Those that you may see stand here.")}
      </Empty>
    </Sheet>
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
  const mayMake = useMay("write");
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
        mayMake && (
          <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={make}>
            {T.newBoard}
          </Button>
        )
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
          <NoBoards {...(mayMake && { onNew: make })} />
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
