import type { Card } from "../types";
import { DataCard } from "./data-card";
import { MarkdownView } from "./markdown-view";
import { T, nameOf } from "../strings";

/** What a card shows, by its kind. */
export function CardBody({ card }: { card: Card }) {
  if (card.kind === "text") {
    return (
      <div
        role="region"
        aria-label={nameOf(card)}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto rounded-sm py-1"
      >
        <MarkdownView text={card.text ?? ""} />
      </div>
    );
  }
  if (card.kind === "image") {
    return card.image ? (
      <img
        src={card.image}
        alt={card.note || card.title}
        className="min-h-0 w-full flex-1 rounded-sm object-contain"
      />
    ) : (
      <p className="text-body text-ink-2">{T.noRows}</p>
    );
  }
  return <DataCard card={card} />;
}
