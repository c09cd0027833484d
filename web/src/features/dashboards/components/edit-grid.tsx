// The board while it is edited: cards are dragged and resized by hand, or moved with the arrow
// keys, and what the keys did is said.
import { GripVertical } from "lucide-react";
import { useMemo, useState, type KeyboardEvent } from "react";
import { GridLayout, type Layout } from "react-grid-layout";
import { tr } from "@/format/words";
import { COLUMNS, GAP, movedIn, ROW, STEP_KEYS, stepped, toLayout } from "../layout";
import { useScene } from "../scene";
import { nameOf } from "../strings";
import type { Card } from "../types";
import { CardFrame } from "./card-frame";

const GRID = {
  cols: COLUMNS,
  rowHeight: ROW,
  margin: [GAP, GAP] as const,
  containerPadding: [0, 0] as const,
};
const DRAG = { enabled: true, handle: ".card-handle", threshold: 3 };
const RESIZE = { enabled: true, handles: ["se", "e", "s"] as const };
const HINT = "board-move-hint";

function placeText(card: Card): string {
  const { x, y, w, h } = card;
  return tr("{name}: column {x}, row {y}, {w} wide, {h} high.", {
    name: nameOf(card),
    x: x + 1,
    y: y + 1,
    w,
    h,
  });
}

interface HandleProps {
  card: Card;
  onKey: (card: Card, e: KeyboardEvent) => void;
}

function Handle({ card, onKey }: HandleProps) {
  const label = tr("Move or resize {name}", { name: nameOf(card) });
  return (
    <button
      type="button"
      aria-label={label}
      aria-describedby={HINT}
      title={tr("Drag, or use the arrow keys; with Shift they resize")}
      onKeyDown={(e) => onKey(card, e)}
      className="card-handle control-square -ml-3 inline-flex cursor-grab items-center justify-center rounded-md text-ink-3 hover:bg-wash hover:text-ink active:cursor-grabbing"
    >
      <GripVertical size={16} aria-hidden="true" />
    </button>
  );
}

export default function EditGrid({ cards, width }: { cards: Card[]; width: number }) {
  const { change } = useScene();
  const [said, setSaid] = useState("");
  const layout = useMemo(() => toLayout(cards), [cards]);

  function commit(next: Layout) {
    const moved = movedIn(cards, next);
    if (moved.length > 0) void change?.([{ op: "layout", cards: moved }]);
  }
  function onKey(card: Card, e: KeyboardEvent) {
    const step = STEP_KEYS[(e.shiftKey ? "Shift+" : "") + e.key];
    if (!step || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    const moved = stepped(cards, card.id, step);
    if (moved.length === 0) {
      setSaid(tr("{name} can go no further this way.", { name: nameOf(card) }));
      return;
    }
    void change?.([{ op: "layout", cards: moved }], { gesture: `keys ${card.id}` });
    setSaid(placeText({ ...card, ...moved.find((m) => m.id === card.id) }));
  }
  return (
    <div>
      <p id={HINT} className="sr-only">
        {tr("Arrow keys move this card. With Shift they make it larger or smaller.")}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
      <GridLayout
        className="board-edit"
        width={width}
        layout={layout}
        gridConfig={GRID}
        dragConfig={DRAG}
        resizeConfig={RESIZE}
        onDragStop={commit}
        onResizeStop={commit}
      >
        {cards.map((card) => (
          <div key={card.id}>
            <CardFrame card={card} handle={<Handle card={card} onKey={onKey} />} />
          </div>
        ))}
      </GridLayout>
    </div>
  );
}
