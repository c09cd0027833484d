import { ChevronDown } from "lucide-react";
import type { Cell } from "@/api/types";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Popover } from "@/ui/popover";
import { useFormat } from "@/ui/preferences";
import { filterText, isSet } from "../filters";
import { useScene } from "../scene";
import type { Filter } from "../types";
import { AddFilter } from "./add-filter";
import { FilterValues } from "./filter-values";
import { CHIP, OnlyChip } from "./only-chip";

const sameValues = (a: readonly Cell[], b: readonly Cell[]) =>
  JSON.stringify(a) === JSON.stringify(b);

function FilterChip({ filter }: { filter: Filter }) {
  const { source, board, search, go, change, editing } = useScene();
  const format = useFormat();
  const stored = board.filters.find((f) => f.id === filter.id);
  const set = (values: Cell[]) => {
    const others = Object.fromEntries(
      Object.entries(search.f ?? {}).filter(([id]) => id !== filter.id),
    );
    const back = sameValues(values, stored?.values ?? []);
    const f = back ? others : { ...others, [filter.id]: values };
    go({ ...search, f: Object.keys(f).length > 0 ? f : undefined }, "replace");
  };
  const differs = !sameValues(filter.values, stored?.values ?? []);
  const text = filterText(filter, format);
  return (
    <Popover
      label={`${filter.label}: ${text}`}
      buttonClassName={cx(
        CHIP,
        "hover:border-ink-3 hover:bg-wash aria-expanded:border-accent",
        isSet(filter) ? "border-accent text-ink" : "border-line-strong text-ink-2",
      )}
      button={
        <>
          <span className="truncate">
            <span className="text-ink-2">{filter.label}: </span>
            {text}
          </span>
          <ChevronDown size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
        </>
      }
    >
      {(close) => (
        <div className="flex flex-col gap-1">
          <FilterValues source={source} filter={filter} onChange={set} />
          {change && differs && (
            <Button
              look="quiet"
              onClick={() => {
                void change([{ op: "filter", filter }], {
                  say: tr("The board now opens with {label}: {text}.", {
                    label: filter.label,
                    text,
                  }),
                });
                set(filter.values);
                close();
              }}
            >
              {tr("Keep for everyone")}
            </Button>
          )}
          {change && editing && (
            <Button
              look="quiet"
              onClick={() =>
                void change([{ op: "remove_filter", id: filter.id }], {
                  say: tr("The filter {label} was removed.", { label: filter.label }),
                })
              }
            >
              {tr("Remove this filter")}
            </Button>
          )}
        </div>
      )}
    </Popover>
  );
}

/** What the board is narrowed to. Its line keeps its height, so that no card jumps. */
export function FilterBar() {
  const { filters, search, editing, board } = useScene();
  const onlys = search.only ?? [];
  const hasMarks = board.cards.some((c) => !["text", "image", "kpi"].includes(c.kind));
  if (board.cards.length === 0 && filters.length === 0) return null;
  return (
    <div
      role="group"
      aria-label={tr("Filters")}
      className="flex min-h-9 flex-wrap items-center gap-2 pointer-coarse:min-h-11"
    >
      {filters.map((filter) => (
        <FilterChip key={filter.id} filter={filter} />
      ))}
      {onlys.map((only) => (
        <OnlyChip key={JSON.stringify([only.card, only.where])} only={only} />
      ))}
      {editing && <AddFilter />}
      {!editing && onlys.length === 0 && hasMarks && (
        <p className="no-print text-small text-ink-3 max-md:hidden">
          {tr("Click a bar or a point to see only that on the whole board.")}
        </p>
      )}
    </div>
  );
}
