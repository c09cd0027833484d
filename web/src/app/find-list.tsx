import {
  AppWindow,
  LayoutDashboard,
  MessageCircleQuestion,
  Sigma,
  Table2,
  Zap,
} from "lucide-react";
import { tr } from "@/format/words";
import { cx } from "@/ui/cx";
import type { Find } from "./finds";

const LOOKS = {
  question: { Icon: MessageCircleQuestion, word: () => tr("Ask") },
  page: { Icon: AppWindow, word: () => tr("Page") },
  table: { Icon: Table2, word: () => tr("Table") },
  board: { Icon: LayoutDashboard, word: () => tr("Board") },
  metric: { Icon: Sigma, word: () => tr("Measure") },
  action: { Icon: Zap, word: () => tr("Do") },
};

interface FindListProps {
  id: string;
  finds: Find[];
  at: number;
  onChoose: (find: Find) => void;
}

export function FindList({ id, finds, at, onChoose }: FindListProps) {
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={tr("What the bar finds")}
      className="rise absolute inset-x-0 top-full z-40 mt-1 max-h-80 overflow-y-auto rounded-md border border-line-strong bg-sheet p-1"
    >
      {finds.map((find, i) => {
        const { Icon, word } = LOOKS[find.kind];
        return (
          <li
            key={`${find.kind} ${i} ${find.text}`}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            // The press must not take the focus from the field before the click comes.
            onPointerDown={(e) => e.preventDefault()}
            onClick={() => onChoose(find)}
            className={cx(
              "control flex cursor-pointer items-center gap-3 rounded-sm px-2 text-body hover:bg-wash",
              i === at && "bg-wash",
            )}
          >
            <Icon size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
            <span className="min-w-0 flex-1 truncate">{find.text}</span>
            <span className="text-small text-ink-3">{word()}</span>
          </li>
        );
      })}
    </ul>
  );
}
