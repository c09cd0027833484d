import { useState, type SyntheticEvent } from "react";
import type * as wire from "@/api/wire";
import { regroup } from "@/format/value";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { useFormat } from "@/ui/preferences";
import { Sheet } from "@/ui/sheet";
import type { ForecastSearch } from "../search";
import { T } from "../strings";

interface WhatIfProps {
  outlook: wire.Forecast;
  search: ForecastSearch;
  onSearch: (next: ForecastSearch) => void;
}

/** The same product at another price, as far as its own past tells. */
export function WhatIf({ outlook, search, onSearch }: WhatIfProps) {
  const format = useFormat();
  const [change, setChange] = useState(search.price === undefined ? "" : String(search.price));
  function submit(e: SyntheticEvent) {
    e.preventDefault();
    onSearch({ ...search, price: Number(change) || undefined });
  }
  return (
    <Sheet title={T.whatIf}>
      <form
        onSubmit={submit}
        className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4"
      >
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
        <Button type="submit" className="self-start sm:mt-6">
          {T.tryIt}
        </Button>
      </form>
      <p role="status" className={outlook.what_if ? "mt-3 text-body" : undefined}>
        {outlook.what_if && regroup(outlook.what_if.text, format)}
      </p>
    </Sheet>
  );
}
