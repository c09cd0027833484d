import { useState, type SyntheticEvent } from "react";
import type * as wire from "@/api/wire";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { Sheet } from "@/ui/sheet";
import { NO_TRIAL, type ForecastSearch } from "../search";
import { T } from "../strings";

interface WhatIfProps {
  outlook: wire.Forecast;
  search: ForecastSearch;
  onSearch: (next: ForecastSearch) => void;
}

/** The same at another price or with a promotion, as far as its own past tells. */
export function WhatIf({ outlook, search, onSearch }: WhatIfProps) {
  const priced = Boolean(outlook.recommendation);
  const promoted = outlook.grain === "day" || outlook.grain === "week";
  if (!priced && !promoted) return null;
  return (
    <Sheet title={T.whatIf}>
      <div className="flex flex-col gap-4">
        {priced && <Price search={search} onSearch={onSearch} />}
        {promoted && <Promotion outlook={outlook} search={search} onSearch={onSearch} />}
        <p role="status" className={outlook.what_if ? "text-body" : "sr-only"}>
          {outlook.what_if && outlook.what_if.text}
        </p>
      </div>
    </Sheet>
  );
}

const FORM = "grid items-start gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4";

function Price({ search, onSearch }: Omit<WhatIfProps, "outlook">) {
  const [change, setChange] = useState(search.price === undefined ? "" : String(search.price));
  function submit(e: SyntheticEvent) {
    e.preventDefault();
    onSearch({ ...search, ...NO_TRIAL, price: Number(change) || undefined });
  }
  return (
    <form onSubmit={submit} aria-label={T.priceTitle} className={FORM}>
      <Field label={T.price} hint={T.priceHint}>
        {(ids) => (
          <Input
            {...ids}
            type="number"
            min={-90}
            max={90}
            step="any"
            placeholder="-5"
            value={change}
            onChange={(e) => setChange(e.target.value)}
          />
        )}
      </Field>
      <Button type="submit" className="justify-self-start sm:mt-6">
        {T.tryIt}
      </Button>
    </form>
  );
}

function Promotion({ outlook, search, onSearch }: WhatIfProps) {
  const first = outlook.forecast[0]?.date;
  const last = outlook.total.last;
  const [from, setFrom] = useState(search.promoFrom ?? "");
  const [to, setTo] = useState(search.promoTo ?? "");
  const [lift, setLift] = useState(search.promoLift === undefined ? "" : String(search.promoLift));
  function submit(e: SyntheticEvent) {
    e.preventDefault();
    const promo = { promoFrom: from, promoTo: to, promoLift: Number(lift) || undefined };
    onSearch({ ...search, ...NO_TRIAL, ...(from && to ? promo : {}) });
  }
  const day = (value: string, set: (v: string) => void, label: string, min?: string) => (
    <Field label={`${T.promotionTitle}: ${label.toLowerCase()}`}>
      {(ids) => (
        <Input
          {...ids}
          type="date"
          min={min}
          max={last}
          value={value}
          onChange={(e) => set(e.target.value)}
        />
      )}
    </Field>
  );
  return (
    <form onSubmit={submit} aria-label={T.promotionTitle} className={FORM}>
      {day(from, setFrom, T.from, first)}
      {day(to, setTo, T.to, from || first)}
      <Field label={T.lift} hint={T.liftHint}>
        {(ids) => (
          <Input
            {...ids}
            type="number"
            min={0.1}
            max={20}
            step="any"
            placeholder="1.5"
            value={lift}
            onChange={(e) => setLift(e.target.value)}
          />
        )}
      </Field>
      <Button type="submit" className="justify-self-start sm:mt-6">
        {T.tryIt}
      </Button>
    </form>
  );
}
