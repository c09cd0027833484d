import { ChevronDown } from "lucide-react";
import type { Chip, Plan } from "@/api/types";
import { tr } from "@/format/words";
import { Menu } from "@/ui/menu";
import { cx } from "@/ui/cx";
import { CHIP_KINDS } from "../strings";

const LOOK =
  "motion inline-flex items-center gap-1 rounded-full border border-line-strong bg-sheet px-3 text-small text-ink " +
  "max-w-full min-h-8 pointer-coarse:min-h-11 text-left";

interface ChipsProps {
  chips: Chip[];
  onPlan: (plan: Plan) => void;
  busy?: boolean;
}

/** How the question was read, a piece a chip. Each opens the other choices for that piece. */
export function Chips({ chips, onPlan, busy }: ChipsProps) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label={tr("How the question was read")} className="flex flex-wrap gap-2">
      {chips.map((chip) => (
        <li key={chip.path + chip.text} className="max-w-full">
          <ChipView chip={chip} onPlan={onPlan} busy={busy} />
        </li>
      ))}
    </ul>
  );
}

function ChipView({ chip, onPlan, busy }: { chip: Chip } & Omit<ChipsProps, "chips">) {
  const kind = CHIP_KINDS[chip.kind] ?? chip.kind;
  if (chip.options.length === 0) {
    return (
      <span title={kind} className={cx(LOOK, "border-line py-1 text-ink-2")}>
        {chip.text}
      </span>
    );
  }
  const current = { id: "now", text: chip.text, checked: true, onSelect: () => undefined };
  const others = chip.options.map((option, i) => ({
    id: String(i),
    text: option.text,
    checked: false,
    onSelect: () => onPlan(option.plan),
  }));
  return (
    <Menu
      label={`${kind}: ${chip.text}`}
      disabled={busy}
      buttonClassName={cx(
        LOOK,
        "py-1 hover:border-ink-3 hover:bg-wash aria-expanded:border-accent",
      )}
      button={
        <>
          <span className="min-w-0 break-words">{chip.text}</span>
          <ChevronDown size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
        </>
      }
      groups={[{ title: kind, items: [current, ...others] }]}
    />
  );
}
