import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { request } from "@/api/client";
import { completeModel } from "@/api/complete";
import type { ModelColumn, ModelTable } from "@/api/types";
import type * as wire from "@/api/wire";
import { capital } from "@/format/text";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Input } from "@/ui/field";
import { Popover } from "@/ui/popover";
import { Skeleton } from "@/ui/skeleton";
import { newId } from "../board";
import { useScene } from "../scene";
import type { Filter, FilterOp } from "../types";

const SHOWN_MAX = 30;

function opFor(column: ModelColumn): FilterOp {
  if (column.type === "date" || column.type === "timestamp") return "period";
  return column.role === "measure" ? "between" : "in";
}

interface Choice {
  column: string;
  label: string;
  table: string;
  op: FilterOp;
}

const isUseful = (c: ModelColumn) => !c.hidden && !["key", "link", "text"].includes(c.role);

function choicesOf(tables: readonly ModelTable[]): Choice[] {
  return tables.flatMap((t) =>
    t.columns.filter(isUseful).map((c) => ({
      column: `${t.table}.${c.column}`,
      label: capital(c.label || c.column),
      table: capital(t.label || t.table),
      op: opFor(c),
    })),
  );
}

function useChoices() {
  return useQuery({
    queryKey: ["dashboards", "columns"],
    queryFn: async ({ signal }) => completeModel(await request<wire.Model>("/model", { signal })),
    select: (model) => choicesOf(model.tables),
    staleTime: 60_000,
  });
}

function ChoiceList({ onChoose }: { onChoose: (filter: Filter) => void }) {
  const [search, setSearch] = useState("");
  const query = useChoices();
  const found = useMemo(() => {
    const typed = search.trim().toLowerCase();
    const all = query.data ?? [];
    return all.filter((c) => `${c.label} ${c.table}`.toLowerCase().includes(typed));
  }, [query.data, search]);
  const any: Choice = {
    column: "",
    label: tr("Period"),
    table: tr("each card's own time"),
    op: "period",
  };
  return (
    <div className="flex flex-col gap-2">
      <Input
        type="search"
        aria-label={tr("Search what to filter by")}
        placeholder={tr("Filter by")}
        value={search}
        onChange={(e) => setSearch(e.target.value)}
      />
      {query.isPending && <Skeleton className="h-32" />}
      <ul className="max-h-60 overflow-y-auto">
        {[...(search ? [] : [any]), ...found.slice(0, SHOWN_MAX)].map((c) => (
          <li key={c.column}>
            <button
              type="button"
              className="control flex w-full items-baseline gap-2 rounded-sm px-2 py-2 text-left text-body hover:bg-wash"
              onClick={() =>
                onChoose({ id: newId(), column: c.column, label: c.label, op: c.op, values: [] })
              }
            >
              <span className="min-w-0 flex-1 truncate">{c.label}</span>
              <span className="max-w-28 truncate text-small text-ink-3">{c.table}</span>
            </button>
          </li>
        ))}
      </ul>
      {query.isSuccess && found.length === 0 && (
        <p className="text-small text-ink-2">{tr("Nothing is called that.")}</p>
      )}
    </div>
  );
}

export function AddFilter() {
  const { change } = useScene();
  return (
    <Popover
      label={tr("Add a filter")}
      buttonClassName={buttonClass("quiet")}
      button={
        <>
          <Plus size={16} aria-hidden="true" />
          {tr("Filter")}
        </>
      }
    >
      {(close) => (
        <ChoiceList
          onChoose={(filter) => {
            void change?.([{ op: "filter", filter }]);
            close();
          }}
        />
      )}
    </Popover>
  );
}
