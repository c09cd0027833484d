// The board as it is looked at: one plain CSS grid, so that it is painted at once and printed as
// it stands. The part that drags comes only when somebody edits on a wide enough screen.
import { lazy, Suspense, useMemo } from "react";
import { useWidth } from "@/charts/chart";
import { COLUMNS, GAP, heightOf, inOrder, ROW, settled } from "../layout";
import { useScene } from "../scene";
import type { Card } from "../types";
import { CardFrame } from "./card-frame";

const EditGrid = lazy(() => import("./edit-grid"));

/** Narrower than this, cards stand two in a line; and below the second, one. */
const WIDE = 900;
const NARROW = 600;

const AUTO_HEIGHT = new Set<Card["kind"]>(["text"]);

function Stack({ cards }: { cards: Card[] }) {
  return (
    <div className="flex flex-col" style={{ gap: GAP }}>
      {cards.map((card) => (
        <div
          key={card.id}
          style={AUTO_HEIGHT.has(card.kind) ? undefined : { height: heightOf(card.h) }}
        >
          <CardFrame card={card} />
        </div>
      ))}
    </div>
  );
}

function Halves({ cards }: { cards: Card[] }) {
  return (
    <div className="grid grid-flow-dense grid-cols-2" style={{ gap: GAP, gridAutoRows: ROW }}>
      {cards.map((card) => (
        <div
          key={card.id}
          style={{ gridColumn: `span ${card.w > COLUMNS / 2 ? 2 : 1}`, gridRow: `span ${card.h}` }}
        >
          <CardFrame card={card} />
        </div>
      ))}
    </div>
  );
}

function Full({ cards }: { cards: Card[] }) {
  return (
    <div
      className="grid"
      style={{
        gap: GAP,
        gridAutoRows: ROW,
        gridTemplateColumns: `repeat(${COLUMNS}, minmax(0, 1fr))`,
      }}
    >
      {cards.map((card) => (
        <div
          key={card.id}
          className="min-w-0"
          style={{
            gridColumn: `${card.x + 1} / span ${card.w}`,
            gridRow: `${card.y + 1} / span ${card.h}`,
          }}
        >
          <CardFrame card={card} />
        </div>
      ))}
    </div>
  );
}

export function BoardGrid() {
  const { board, editing } = useScene();
  const { ref, width } = useWidth();
  const cards = useMemo(() => inOrder(settled(board.cards)), [board.cards]);
  const full = <Full cards={cards} />;
  return (
    <div ref={ref} className="board-grid">
      {width === 0 ? null : width < NARROW ? (
        <Stack cards={cards} />
      ) : width < WIDE ? (
        <Halves cards={cards} />
      ) : editing ? (
        <Suspense fallback={full}>
          <EditGrid cards={cards} width={width} />
        </Suspense>
      ) : (
        full
      )}
    </div>
  );
}
