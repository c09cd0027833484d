import { Copy, Ellipsis, Star, Trash2 } from "lucide-react";
import { Link } from "@tanstack/react-router";
import { useMay } from "@/api/session";
import { formatAgo } from "@/format/date";
import { counted, tr } from "@/format/words";
import { IconButton } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Menu, type MenuItem } from "@/ui/menu";
import { T } from "../strings";
import type { BoardBrief } from "../types";

interface BoardTileProps {
  board: BoardBrief;
  onFavourite: (favourite: boolean) => void;
  onDuplicate: () => void;
  onDelete: () => void;
}

export function BoardTile({ board, onFavourite, onDuplicate, onDelete }: BoardTileProps) {
  const { id, name, cards, updated_at, favourite, owner } = board;
  const mayMake = useMay("write");
  const icon = (Icon: typeof Copy) => (
    <Icon size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
  );
  const items: (MenuItem | false)[] = [
    mayMake && { id: "copy", text: T.duplicate, icon: icon(Copy), onSelect: onDuplicate },
    board.may_edit && { id: "delete", text: tr("Delete"), icon: icon(Trash2), onSelect: onDelete },
  ];
  const offered = items.filter((item) => item !== false);
  return (
    <li className="motion relative flex items-start gap-1 rounded-md border border-line bg-sheet p-4 focus-within:border-ink-3 hover:border-ink-3">
      <div className="min-w-0 flex-1">
        <Link
          to="/boards/$board"
          params={{ board: id }}
          className="rounded-sm text-body font-semibold break-words after:absolute after:inset-0 after:rounded-md"
        >
          {name}
        </Link>
        <p className="text-small text-ink-2">
          {counted(cards, "{n} card", "{n} cards")}
          <span className="text-ink-3">
            {" · "}
            {tr("changed {ago}", { ago: formatAgo(updated_at, new Date()) })}
          </span>
        </p>
        {owner && <p className="truncate text-small text-ink-3">{tr("by {owner}", { owner })}</p>}
      </div>
      <span className="relative z-10 -my-1 -mr-2 flex">
        <IconButton
          label={
            favourite
              ? tr("Remove {name} from favourites", { name })
              : tr("Add {name} to favourites", { name })
          }
          aria-pressed={favourite}
          side="left"
          onClick={() => onFavourite(!favourite)}
        >
          <Star
            size={16}
            aria-hidden="true"
            className={cx(favourite && "fill-current text-warn")}
          />
        </IconButton>
        {offered.length > 0 && (
          <Menu
            label={tr("More for {name}", { name })}
            buttonClassName="control-square motion inline-flex items-center justify-center rounded-md text-ink-2 hover:bg-wash hover:text-ink"
            button={<Ellipsis size={16} aria-hidden="true" />}
            groups={[{ items: offered }]}
          />
        )}
      </span>
    </li>
  );
}
