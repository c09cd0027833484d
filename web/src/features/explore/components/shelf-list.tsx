import { formatAgo } from "@/format/date";
import { Sheet } from "@/ui/sheet";
import type { Kept } from "../shelf";

interface ShelfProps {
  title: string;
  items: Kept[];
  onOpen: (sql: string) => void;
}

export function Shelf({ title, items, onOpen }: ShelfProps) {
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
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
