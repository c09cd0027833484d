import {
  Calendar,
  ChevronDown,
  Hash,
  KeyRound,
  Link2,
  MapPin,
  Shapes,
  Tag,
  ToggleLeft,
  Type,
  type LucideIcon,
} from "lucide-react";
import { useId, useState } from "react";
import { useMay } from "@/api/session";
import type { ModelColumn } from "@/api/types";
import { capital } from "@/format/text";
import { formatNumber } from "@/format/number";
import { tr } from "@/format/words";
import { Badge } from "@/ui/badge";
import { cx } from "@/ui/cx";
import type { JoinFact } from "../facts";
import { ROLES, TYPES } from "../strings";
import { ColumnForm } from "./column-form";
import { ColumnFacts } from "./column-facts";
import { ProfileDrawing } from "./profile-drawing";
import { useSay } from "./use-say";

const ICONS: Record<string, LucideIcon> = {
  key: KeyRound,
  link: Link2,
  name: Tag,
  measure: Hash,
  category: Shapes,
  time: Calendar,
  place: MapPin,
  flag: ToggleLeft,
};

interface ColumnRowProps {
  table: string;
  column: ModelColumn;
  joins: JoinFact[];
}

export function ColumnRow({ table, column, joins }: ColumnRowProps) {
  const [open, setOpen] = useState(false);
  const mayChange = useMay("write");
  const id = useId();
  const Icon = ICONS[column.role] ?? Type;
  return (
    <li>
      <div className="relative grid grid-cols-[20px_minmax(0,1fr)_20px] items-start gap-x-3 gap-y-2 px-4 py-3 hover:bg-wash md:grid-cols-[20px_minmax(0,1fr)_minmax(0,260px)_112px_20px] md:px-5">
        <Icon size={16} aria-hidden="true" className="mt-1 text-ink-3" />
        <div className="min-w-0">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
            className="max-w-full rounded-sm text-left text-body font-medium break-words after:absolute after:inset-0"
          >
            {capital(column.label || column.column)}
          </button>
          <p className="text-small text-ink-2">
            {[ROLES[column.role] ?? column.role, TYPES[column.type] ?? column.type, column.unit]
              .filter(Boolean)
              .join(" · ")}
          </p>
          {column.hidden && <Badge>{tr("hidden")}</Badge>}
        </div>
        <ChevronDown
          size={20}
          aria-hidden="true"
          className={cx("motion mt-0.5 text-ink-3 md:order-last", open && "rotate-180")}
        />
        <div className="col-span-2 col-start-2 md:col-span-1 md:col-start-auto">
          <ProfileDrawing column={column} />
        </div>
        <Fill column={column} />
      </div>
      <div id={id} hidden={!open}>
        {open && (
          <div className="rise grid gap-6 border-t border-line bg-paper px-4 py-4 md:grid-cols-2 md:px-5">
            {mayChange && <ColumnForm table={table} column={column} />}
            <ColumnFacts column={column} joins={joins} />
          </div>
        )}
      </div>
    </li>
  );
}

/** How full the column is, and how many different values it has. */
function Fill({ column }: { column: ModelColumn }) {
  const say = useSay();
  const { rows, nulls, distinct } = column.profile;
  const missing = rows > 0 ? nulls / rows : 0;
  const percent = formatNumber(missing < 0.01 ? 1 : Math.round(missing * 100), {
    system: "western",
    unit: "%",
  });
  return (
    <p className="col-span-2 col-start-2 flex gap-x-3 text-small text-ink-3 md:col-span-1 md:col-start-auto md:flex-col md:text-right">
      <span>{tr("{n} different", { n: say(distinct) })}</span>
      {nulls > 0 && (
        <span className="text-warn">
          {tr(missing < 0.01 ? "under {percent} empty" : "{percent} empty", { percent })}
        </span>
      )}
    </p>
  );
}
