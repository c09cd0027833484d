import { Link } from "@tanstack/react-router";
import { LayoutDashboard } from "lucide-react";
import { counted, tr } from "@/format/words";
import { Sheet } from "@/ui/sheet";
import { useBoards } from "./api";

/** The boards with a star, for the morning page; nothing where there is none. */
export function FavouriteBoards() {
  const boards = (useBoards().data ?? []).filter((b) => b.favourite);
  if (boards.length === 0) return null;
  return (
    <Sheet title={tr("Your boards")}>
      <ul className="-mx-2 flex flex-col">
        {boards.map(({ id, name, cards }) => (
          <li key={id}>
            <Link
              to="/boards/$board"
              params={{ board: id }}
              className="control motion flex items-center gap-3 rounded-md px-2 text-body font-medium hover:bg-wash"
            >
              <LayoutDashboard size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1 break-words">{name}</span>
              <span className="text-small font-normal text-ink-3">
                {counted(cards, "{n} card", "{n} cards")}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
