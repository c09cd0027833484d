import { Crosshair, MessageSquare, Rows3, X } from "lucide-react";
import { tr } from "@/format/words";
import { IconButton } from "@/ui/button";
import { cx } from "@/ui/cx";
import { useFormat } from "@/ui/preferences";
import { dayOfOnly, offerText } from "../happened";
import { useScene } from "../scene";
import { T } from "../strings";
import type { Only } from "../types";
import { useCommentOn } from "../use-card";

export const CHIP =
  "motion inline-flex max-w-full items-center gap-1 rounded-full border bg-sheet px-3 text-small " +
  "min-h-8 pointer-coarse:min-h-11";

const LINK =
  "ml-1 inline-flex min-h-8 items-center gap-1 rounded-sm px-1 whitespace-nowrap text-accent " +
  "underline underline-offset-4";

/** What was clicked on: the board shows only this until the chip is closed. */
export function OnlyChip({ only }: { only: Only }) {
  const { search, go, source, board } = useScene();
  const format = useFormat();
  const comment = useCommentOn(only.card);
  const day = dayOfOnly(only);
  const kind = board.cards.find((c) => c.id === only.card)?.kind;
  const rest = (search.only ?? []).filter((o) => o !== only);
  const rows = { card: only.card, where: only.where, text: only.text };
  return (
    <span className={cx(CHIP, "flex-wrap border-accent pr-1 text-ink max-md:rounded-md")}>
      <Crosshair size={16} aria-hidden="true" className="shrink-0 text-accent" />
      <span className="min-w-0 break-words max-md:flex-1">
        <span className="text-ink-2">{tr("Only")} </span>
        {only.text}
      </span>
      {source.kind === "board" && kind !== "sql" && (
        <button type="button" onClick={() => go({ ...search, rows })} className={LINK}>
          <Rows3 size={16} aria-hidden="true" />
          {T.seeRows}
        </button>
      )}
      {comment && day && (
        <button type="button" onClick={() => comment(day)} className={LINK}>
          <MessageSquare size={16} aria-hidden="true" />
          {offerText(day, format)}
        </button>
      )}
      <IconButton
        label={tr("Show all again, not only {text}", { text: only.text })}
        side="left"
        className="-my-1"
        onClick={() => go({ ...search, only: rest.length > 0 ? rest : undefined })}
      >
        <X size={16} aria-hidden="true" />
      </IconButton>
    </span>
  );
}
