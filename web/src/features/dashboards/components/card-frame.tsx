import { Filter as FilterIcon, MessageSquare } from "lucide-react";
import { useId, type ReactNode } from "react";
import { counted, tr } from "@/format/words";
import { cx } from "@/ui/cx";
import { ErrorBoundary } from "@/ui/error-boundary";
import { useScene } from "../scene";
import { nameOf } from "../strings";
import type { Card } from "../types";
import { CardBody } from "./card-body";
import { CardMenu } from "./card-menu";

const QUIET_KINDS = new Set(["text", "image"]);

function CommentSign({ card }: { card: Card }) {
  const { comments, search, go } = useScene();
  const count = comments.filter((c) => c.card === card.id).length;
  if (count === 0) return null;
  return (
    <button
      type="button"
      onClick={() => go({ ...search, panel: "comments" })}
      className="no-print inline-flex items-center gap-1 rounded-sm px-1 text-small text-ink-2 hover:text-ink"
    >
      <MessageSquare size={16} aria-hidden="true" />
      {count}
      <span className="sr-only">{counted(count, "{n} comment", "{n} comments")}</span>
    </button>
  );
}

/** A filter that means nothing to this card is told, so that nobody reads it as filtered. */
export function NotFilteredSign({ reasons }: { reasons: string[] }) {
  if (reasons.length === 0) return null;
  const text = tr("Not filtered: {why}", { why: reasons.join("; ") });
  return (
    <span title={text} className="inline-flex items-center text-warn">
      <FilterIcon size={16} aria-hidden="true" />
      <span className="sr-only">{text}</span>
    </span>
  );
}

interface CardFrameProps {
  card: Card;
  /** The handle that moves it, while the board is edited. */
  handle?: ReactNode;
}

/** A card on the board: its name, its menu, and what it shows, in the size of its place. */
export function CardFrame({ card, handle }: CardFrameProps) {
  const { editing, search, go } = useScene();
  const id = useId();
  const quiet = QUIET_KINDS.has(card.kind) && !editing;
  const bare = quiet && !card.title;
  return (
    <section
      aria-labelledby={bare ? undefined : id}
      aria-label={bare ? nameOf(card) : undefined}
      data-card={card.id}
      className={cx(
        "board-card flex h-full min-w-0 flex-col rounded-md",
        card.kind === "text" && quiet ? "px-1" : "border border-line bg-sheet",
      )}
    >
      {!bare && (
        <header className="flex min-h-11 shrink-0 items-center gap-1 pr-1 pl-4">
          {handle}
          <h2 id={id} className="min-w-0 flex-1 py-1 text-small font-medium text-ink-2">
            {quiet ? (
              <span className="block truncate">{card.title}</span>
            ) : (
              <button
                type="button"
                title={nameOf(card)}
                onClick={() => go({ ...search, card: card.id })}
                className="line-clamp-2 max-w-full rounded-sm text-left hover:text-ink hover:underline hover:underline-offset-4"
              >
                {nameOf(card)}
              </button>
            )}
          </h2>
          <CommentSign card={card} />
          {!quiet && <CardMenu card={card} />}
        </header>
      )}
      <div
        className={cx(
          "flex min-h-0 flex-1 flex-col",
          card.kind === "image" ? "p-2" : card.kind === "text" && quiet ? "" : "px-4 pb-3",
          bare && card.kind === "image" && "p-0",
        )}
      >
        <ErrorBoundary>
          <CardBody card={card} />
        </ErrorBoundary>
      </div>
    </section>
  );
}
