import { ChevronLeft, ChevronRight } from "lucide-react";
import { formatNumber } from "@/format/number";
import { systemFor } from "@/format/value";
import { tr } from "@/format/words";
import { IconButton } from "./button";
import { useFormat } from "./preferences";

interface PagerProps {
  offset: number;
  size: number;
  total: number;
  onChange: (offset: number) => void;
  busy?: boolean;
}

/** "51 to 100 of 12,340", with the two ways to go. Nothing when all fits on one page. */
export function Pager({ offset, size, total, onChange, busy }: PagerProps) {
  const format = useFormat();
  if (total <= size) return null;
  const say = (n: number) => formatNumber(n, { system: systemFor(undefined, format) });
  const last = Math.min(offset + size, total);
  return (
    <nav
      aria-label={tr("Pages of this table")}
      className="flex items-center justify-end gap-1 text-small text-ink-2"
    >
      <span aria-live="polite" aria-busy={busy}>
        {tr("{from} to {to} of {total}", {
          from: say(offset + 1),
          to: say(last),
          total: say(total),
        })}
      </span>
      <IconButton
        label={tr("Page before")}
        disabled={offset === 0}
        onClick={() => onChange(Math.max(0, offset - size))}
      >
        <ChevronLeft size={20} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={tr("Next page")}
        side="left"
        disabled={last >= total}
        onClick={() => onChange(offset + size)}
      >
        <ChevronRight size={20} aria-hidden="true" />
      </IconButton>
    </nav>
  );
}
