import { Minimize2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import "../board.css";
import { usePrinting } from "../print";
import { useScene } from "../scene";
import { BoardGrid } from "./board-grid";
import { CardDialog } from "./card-dialog";
import { FilterBar } from "./filter-bar";
import { RowsDialog } from "./rows-dialog";

/** The whole screen for the board, where the browser gives it; Escape gives it back. */
function usePresenting(present: boolean, leave: () => void) {
  const end = useRef(leave);
  useEffect(() => {
    end.current = leave;
  });
  useEffect(() => {
    if (!present) return;
    const root = document.documentElement;
    // A phone may not give it; the board then fills the window.
    if ("requestFullscreen" in root) root.requestFullscreen().catch(() => undefined);
    const left = () => {
      if (!document.fullscreenElement) end.current();
    };
    const onKey = (e: KeyboardEvent) => {
      if (e.key === "Escape" && !document.querySelector("dialog[open]")) end.current();
    };
    document.addEventListener("fullscreenchange", left);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("fullscreenchange", left);
      document.removeEventListener("keydown", onKey);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [present]);
}

interface BoardViewProps {
  header: React.ReactNode;
  children?: React.ReactNode;
}

/** A board's page from its head to its last card, also on the whole screen and on paper. */
export function BoardView({ header, children }: BoardViewProps) {
  const { board, search, go } = useScene();
  const printing = usePrinting();
  const present = search.present === true;
  const leave = () => go({ ...search, present: undefined }, "replace");
  usePresenting(present, leave);
  return (
    <div
      className={cx(
        "board-page flex flex-col gap-4",
        present ? "fixed inset-0 z-30 overflow-auto bg-paper p-6" : "px-4 py-5 md:px-6 md:py-6",
        printing && "board-printing",
      )}
    >
      {present ? (
        <div className="flex items-center justify-between gap-4">
          <h1 tabIndex={-1} className="text-title font-semibold">
            {board.name}
          </h1>
          <Button look="quiet" icon={<Minimize2 size={16} aria-hidden="true" />} onClick={leave}>
            {tr("Leave full screen")}
          </Button>
        </div>
      ) : (
        header
      )}
      <FilterBar />
      <BoardGrid />
      {children}
      <CardDialog />
      <RowsDialog />
    </div>
  );
}
