import {
  Gauge,
  Image,
  LayoutDashboard,
  MessageCircleQuestion,
  SquareCode,
  Type,
} from "lucide-react";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { KINDS } from "../strings";
import type { CardKind } from "../types";

const KIND_ICONS: [CardKind, typeof Gauge][] = [
  ["question", MessageCircleQuestion],
  ["kpi", Gauge],
  ["text", Type],
  ["image", Image],
  ["sql", SquareCode],
];

interface AddProps {
  onAdd: (kind: CardKind) => void;
}

export function AddCards({ onAdd }: AddProps) {
  return (
    <div
      role="group"
      aria-label={tr("Add a card")}
      className="no-print flex flex-wrap items-center gap-2 rounded-md border border-dashed border-line-strong p-3"
    >
      <span className="text-small text-ink-2">{tr("Add a card")}</span>
      {KIND_ICONS.map(([kind, Icon]) => (
        <Button
          key={kind}
          title={KINDS[kind].why}
          icon={<Icon size={16} aria-hidden="true" />}
          onClick={() => onAdd(kind)}
        >
          {KINDS[kind].text}
        </Button>
      ))}
    </div>
  );
}

/** A board without cards teaches what a card is. */
export function EmptyBoard({ onAdd }: Partial<AddProps>) {
  return (
    <Empty
      icon={<LayoutDashboard size={20} aria-hidden="true" />}
      title={tr("This board is empty")}
    >
      <p>
        {tr(
          "A card holds a question, and shows its answer as it stands whenever you look: “total sales by store this month”.",
        )}
      </p>
      {onAdd && (
        <Button look="primary" className="mt-3" onClick={() => onAdd("question")}>
          {tr("Ask a question for the first card")}
        </Button>
      )}
    </Empty>
  );
}
