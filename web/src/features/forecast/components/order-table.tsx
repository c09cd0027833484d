import { useMemo, useState } from "react";
import type * as wire from "@/api/wire";
import { formatNumber } from "@/format/number";
import { systemFor } from "@/format/value";
import { tr } from "@/format/words";
import { DataTable, type Sort, type TableColumn } from "@/ui/data-table";
import { Field, Input } from "@/ui/field";
import { Pager } from "@/ui/pager";
import { useFormat } from "@/ui/preferences";
import { columnsFor, filterItems, headerOf, sortItems, type Item } from "../list";
import { StatusBadge } from "./status-badge";

const PAGE = 25;

interface OrderTableProps {
  list: wire.ForecastAll;
  onPick: (key: string) => void;
}

export function OrderTable({ list, onPick }: OrderTableProps) {
  const format = useFormat();
  const [sort, setSort] = useState<Sort | null>(null);
  const [typed, setTyped] = useState("");
  const [offset, setOffset] = useState(0);
  const items = useMemo(() => {
    const found = filterItems(list.items, typed);
    return sort ? sortItems(found, sort.id, sort.descending) : found;
  }, [list, typed, sort]);
  const style = { system: systemFor(undefined, format) };
  const columns = columnsFor(list.has_stock).map((c): TableColumn<Item> => ({
    id: c.id,
    header: headerOf(c),
    numeric: c.numeric,
    wrap: c.id === "name",
    cell: (item) => {
      const value = c.value(item);
      if (c.id === "name") return <Name item={item} onPick={onPick} />;
      if (c.id === "status") return <StatusBadge status={String(value)} />;
      if (value === null) return "–";
      const text = formatNumber(Math.round(Number(value)), style);
      const isLong = c.id === "cover" && item.recommendation?.outlasts_horizon;
      return isLong ? tr("over {n}", { n: text }) : text;
    },
  }));
  return (
    <>
      <div className="px-4 pb-3 md:max-w-sm md:px-5">
        <Field label={tr("Find in the list")}>
          {(ids) => (
            <Input
              {...ids}
              type="search"
              value={typed}
              onChange={(e) => {
                setTyped(e.target.value);
                setOffset(0);
              }}
            />
          )}
        </Field>
      </div>
      <DataTable
        caption={tr("Every product with what to order")}
        columns={columns}
        rows={items.slice(offset, offset + PAGE)}
        rowKey={(item) => item.key}
        sort={sort}
        onSort={(next) => {
          setSort(next);
          setOffset(0);
        }}
      />
      {items.length === 0 && (
        <p className="px-4 py-4 text-body text-ink-2 md:px-5">
          {tr("Nothing in the list is called that.")}
        </p>
      )}
      <div className="px-4 py-2 md:px-5">
        <Pager offset={offset} size={PAGE} total={items.length} onChange={setOffset} />
      </div>
    </>
  );
}

function Name({ item, onPick }: { item: Item; onPick: (key: string) => void }) {
  return (
    <button
      type="button"
      onClick={() => onPick(item.key)}
      className="rounded-sm text-left underline decoration-line-strong underline-offset-4 hover:text-accent"
    >
      {item.name}
    </button>
  );
}
