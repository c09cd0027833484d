import { X } from "lucide-react";
import { formatAgo } from "@/format/date";
import { IconButton } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { toast } from "@/ui/toast";
import type { Kept } from "../shelf";
import { T } from "../strings";

interface ShelfProps {
  title: string;
  items: Kept[];
  onOpen: (sql: string) => void;
  /** Gives back what undoes it. */
  onRemove?: (sql: string) => () => void;
}

export function Shelf({ title, items, onOpen, onRemove }: ShelfProps) {
  if (items.length === 0) return null;
  const now = new Date();
  return (
    <Sheet title={title} flush>
      <ul className="max-h-72 divide-y divide-line overflow-y-auto border-t border-line">
        {items.map(({ sql, at }) => (
          <li key={sql} className="flex items-start">
            <button
              type="button"
              title={sql}
              onClick={() => onOpen(sql)}
              className="min-w-0 flex-1 px-4 py-2 text-left hover:bg-wash focus-visible:outline-offset-[-2px]"
            >
              <span className="line-clamp-2 font-mono text-small break-words">{sql}</span>
              <span className="block text-small text-ink-3">{formatAgo(at, now)}</span>
            </button>
            {onRemove && (
              <IconButton
                label={T.remove}
                side="left"
                onClick={() => {
                  const undo = onRemove(sql);
                  toast(T.removed, "good", { text: T.undo, run: undo });
                }}
              >
                <X size={16} aria-hidden="true" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
