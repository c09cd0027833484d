import { tidy } from "@/charts/ahead-words";
import type * as wire from "@/api/wire";
import { formatNumber } from "@/format/number";
import { systemFor } from "@/format/value";
import { tr } from "@/format/words";
import { useFormat } from "@/ui/preferences";
import { Sheet } from "@/ui/sheet";
import type { ForecastSearch } from "../search";
import { LEVELS } from "../strings";

interface PartsProps {
  outlook: wire.Forecast;
  parts: wire.ForecastPart[];
  search: ForecastSearch;
  onSearch: (next: ForecastSearch) => void;
}

const SHOWN = 10;

/** The parts of the whole, the largest first, each a way to its own forecast. */
export function Parts({ outlook, parts, search, onSearch }: PartsProps) {
  const format = useFormat();
  const style = { system: systemFor(outlook.unit, format), unit: outlook.unit };
  const level = outlook.parts_level ?? "";
  const largest = Math.max(...parts.map((p) => p.quantity), 1e-9);
  const rest = parts.slice(SHOWN);
  return (
    <Sheet
      title={tr("How it adds up: by {level}", { level: (LEVELS[level] ?? level).toLowerCase() })}
      aside={<span className="text-small text-ink-3">{tr("the parts add up to the whole")}</span>}
    >
      <ul className="flex flex-col gap-1">
        {parts.slice(0, SHOWN).map((part) => (
          <li key={part.key}>
            <button
              type="button"
              onClick={() => onSearch({ ...search, level, thing: part.key })}
              className="control motion grid w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 rounded-sm px-2 py-1 text-left hover:bg-wash md:grid-cols-[minmax(0,2fr)_3fr_auto]"
            >
              <span className="truncate text-body">{part.name}</span>
              <span aria-hidden="true" className="hidden md:block">
                <span
                  className="block h-3 rounded-sm bg-series-1"
                  style={{ width: `${(Math.max(0, part.quantity) / largest) * 100}%` }}
                />
              </span>
              <span className="tabular text-right text-body">
                {formatNumber(tidy(part.quantity), style)}
                <span className="ml-2 inline-block w-10 text-small text-ink-3">
                  {Math.round(part.share * 100)} %
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <p className="px-2 pt-2 text-small text-ink-3">
          {tr("and {n} more, {sum} together", {
            n: rest.length,
            sum: formatNumber(tidy(rest.reduce((sum, p) => sum + p.quantity, 0)), style),
          })}
        </p>
      )}
    </Sheet>
  );
}
