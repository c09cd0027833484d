// The inside of a filter: values to tick, periods to choose, or two ends.
import { useState } from "react";
import { messageOf } from "@/api/client";
import type { Cell } from "@/api/types";
import { formatNumber } from "@/format/number";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { useFormat } from "@/ui/preferences";
import { Skeleton } from "@/ui/skeleton";
import type { Source } from "../api";
import { useValues } from "../card-data";
import { PERIOD_NAMES, PERIODS, valueText } from "../filters";
import type { Filter } from "../types";

export interface ValuesProps {
  source: Source;
  filter: Filter;
  onChange: (values: Cell[]) => void;
}

const ROW =
  "control flex min-w-0 cursor-pointer items-center gap-2 rounded-sm px-1 text-body hover:bg-wash";

function ListOfValues({ source, filter, onChange }: ValuesProps) {
  const format = useFormat();
  const [search, setSearch] = useState("");
  const query = useValues(source, filter.column, search.trim());
  const found = query.data?.values ?? [];
  const rowsOf = new Map(found.map((v) => [v.value, v.rows]));
  // What is ticked stays in sight, also when the search does not find it.
  const kept = search ? [] : filter.values.filter((v) => !rowsOf.has(v));
  const shown = [...kept, ...found.map((v) => v.value)];
  const toggle = (value: Cell, on: boolean) =>
    onChange(on ? [...filter.values, value] : filter.values.filter((v) => v !== value));
  return (
    <div className="flex flex-col gap-2">
      <Input
        type="search"
        aria-label={tr("Search {label}", { label: filter.label })}
        placeholder={tr("Search")}
        value={search}
        onChange={(e) => setSearch(e.target.value)}
      />
      {query.isPending && <Skeleton className="h-32" />}
      {query.isError && <p className="text-small text-bad">{messageOf(query.error)}</p>}
      <ul className="max-h-60 overflow-y-auto" aria-label={filter.label}>
        {shown.map((value) => (
          <li key={JSON.stringify(value)}>
            <label className={ROW}>
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-accent"
                checked={filter.values.includes(value)}
                onChange={(e) => toggle(value, e.target.checked)}
              />
              <span className="min-w-0 flex-1 truncate">{valueText(value, format)}</span>
              {rowsOf.has(value) && (
                <span className="tabular text-small text-ink-3">
                  {formatNumber(rowsOf.get(value) ?? 0, { system: format.home, lang: format.lang })}
                </span>
              )}
            </label>
          </li>
        ))}
      </ul>
      {query.isSuccess && shown.length === 0 && (
        <p className="text-small text-ink-2">{tr("Nothing is called that.")}</p>
      )}
      {query.data?.more && (
        <p className="text-small text-ink-3">{tr("There are more; search for them.")}</p>
      )}
    </div>
  );
}

interface EndsProps {
  type: "date" | "number";
  values: Cell[];
  onChange: (values: Cell[]) => void;
}

function Ends({ type, values, onChange }: EndsProps) {
  const [from = null, to = null] = values.length === 2 ? values : [];
  const read = (text: string): Cell =>
    text === "" ? null : type === "number" ? Number(text) : text;
  function set(nextFrom: Cell, nextTo: Cell) {
    onChange(nextFrom === null && nextTo === null ? [] : [nextFrom, nextTo]);
  }
  return (
    <div className="grid grid-cols-2 gap-2">
      <Field label={tr("From")}>
        {(ids) => (
          <Input
            {...ids}
            type={type}
            value={from === null ? "" : String(from)}
            max={typeof to === "string" ? to : undefined}
            onChange={(e) => set(read(e.target.value), to)}
          />
        )}
      </Field>
      <Field label={tr("To")}>
        {(ids) => (
          <Input
            {...ids}
            type={type}
            value={to === null ? "" : String(to)}
            min={typeof from === "string" ? from : undefined}
            onChange={(e) => set(from, read(e.target.value))}
          />
        )}
      </Field>
    </div>
  );
}

function Periods({ filter, onChange }: ValuesProps) {
  const named = filter.values.length === 1 ? filter.values[0] : null;
  return (
    <div className="flex flex-col gap-3">
      <div role="radiogroup" aria-label={filter.label} className="max-h-60 overflow-y-auto">
        {PERIOD_NAMES.map((name) => (
          <label key={name} className={ROW}>
            <input
              type="radio"
              name={`period-${filter.id}`}
              className="size-4 accent-accent"
              checked={named === name}
              onChange={() => onChange([name])}
            />
            {PERIODS[name]}
          </label>
        ))}
      </div>
      <Ends type="date" values={filter.values} onChange={onChange} />
    </div>
  );
}

export function FilterValues(props: ValuesProps) {
  const { filter, onChange } = props;
  const isDays = filter.values.some((v) => typeof v === "string");
  return (
    <div className="flex flex-col gap-3">
      {filter.op === "in" && <ListOfValues {...props} />}
      {filter.op === "period" && <Periods {...props} />}
      {filter.op === "between" && (
        <Ends type={isDays ? "date" : "number"} values={filter.values} onChange={onChange} />
      )}
      <Button look="quiet" onClick={() => onChange([])} disabled={filter.values.length === 0}>
        {tr("Show all")}
      </Button>
    </div>
  );
}
