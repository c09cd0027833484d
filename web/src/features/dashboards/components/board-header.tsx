import { MessageSquare, Pencil, Share2, Star, Undo2 } from "lucide-react";
import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { tr } from "@/format/words";
import { Button, IconButton } from "@/ui/button";
import { cx } from "@/ui/cx";
import { useScene } from "../scene";
import { T } from "../strings";
import { useFavourite } from "../api";
import { More, Refresh } from "./board-menus";

const ICON = 16;

/** The board's name; while it is edited, a field that keeps itself. */
function Title() {
  const { board, editing, change } = useScene();
  const [typed, setTyped] = useState<string | null>(null);
  if (!editing || !change) {
    return (
      <h1 tabIndex={-1} className="min-w-0 text-title font-semibold break-words">
        {board.name}
      </h1>
    );
  }
  async function keep() {
    const name = typed?.trim();
    if (!name || name === board.name) {
      setTyped(null);
      return;
    }
    // What was typed stays in the field when it could not be kept.
    if (await change?.([{ op: "set", fields: { name } }])) setTyped(null);
  }
  return (
    <h1 tabIndex={-1} className="max-w-xl min-w-0 flex-1">
      <input
        aria-label={tr("Name of the board")}
        value={typed ?? board.name}
        maxLength={120}
        onChange={(e) => setTyped(e.target.value)}
        onBlur={() => void keep()}
        onKeyDown={(e) => e.key === "Enter" && e.currentTarget.blur()}
        className="control w-full rounded-md border border-line-strong bg-sheet px-3 text-title font-semibold"
      />
    </h1>
  );
}

function Favourite() {
  const { board } = useScene();
  const favour = useFavourite();
  const { favourite } = board;
  return (
    <IconButton
      label={favourite ? tr("Remove from favourites") : tr("Add to favourites")}
      aria-pressed={favourite}
      side="left"
      className="no-print"
      onClick={() => void favour(board, !favourite)}
    >
      <Star size={20} aria-hidden="true" className={cx(favourite && "fill-current text-warn")} />
    </IconButton>
  );
}

interface HeaderProps {
  saving: boolean;
  onUndo: (() => void) | null;
}

function Actions({ onUndo }: Pick<HeaderProps, "onUndo">) {
  const { board, search, go, editing, comments, change } = useScene();
  return (
    <div className="no-print flex flex-wrap items-center gap-1">
      {editing && (
        <Button
          look="quiet"
          disabled={!onUndo}
          icon={<Undo2 size={ICON} aria-hidden="true" />}
          onClick={() => onUndo?.()}
        >
          {T.undo}
        </Button>
      )}
      {!editing && change && <Refresh />}
      <Button
        look="quiet"
        icon={<MessageSquare size={ICON} aria-hidden="true" />}
        onClick={() => go({ ...search, panel: "comments" })}
      >
        <span className="max-lg:sr-only">{tr("Comments")}</span>
        {comments.length > 0 && <span className="text-ink-3">{comments.length}</span>}
      </Button>
      {board.may_share && (
        <Button
          look="quiet"
          icon={<Share2 size={ICON} aria-hidden="true" />}
          onClick={() => go({ ...search, panel: "share" })}
        >
          <span className="max-lg:sr-only">{tr("Share")}</span>
        </Button>
      )}
      <More />
      {editing && (
        <Button look="primary" onClick={() => go({ ...search, edit: undefined }, "replace")}>
          {T.done}
        </Button>
      )}
      {!editing && change && (
        <Button
          icon={<Pencil size={ICON} aria-hidden="true" />}
          onClick={() => go({ ...search, edit: true }, "replace")}
        >
          {T.edit}
        </Button>
      )}
    </div>
  );
}

/** Why nothing here can be changed, and whom to ask. */
function OnlyToLook() {
  const { board, change } = useScene();
  if (change) return null;
  const { owner } = board;
  return (
    <p className="text-small text-ink-2">
      {owner
        ? tr("You may look at this board. Ask {owner} to change it.", { owner })
        : tr("You may look at this board. Ask an editor to change it.")}
    </p>
  );
}

export function BoardHeader({ saving, onUndo }: HeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
      <div className="flex min-w-0 flex-1 flex-col max-md:basis-full">
        <Link
          to="/boards"
          className="no-print self-start rounded-sm text-small text-ink-2 hover:text-ink"
        >
          {T.title}
        </Link>
        <div className="flex min-w-0 items-center gap-1">
          <Title />
          <Favourite />
          <span role="status" className="text-small whitespace-nowrap text-ink-3">
            {saving ? tr("Saving") : ""}
          </span>
        </div>
        <OnlyToLook />
      </div>
      <Actions onUndo={onUndo} />
    </header>
  );
}
