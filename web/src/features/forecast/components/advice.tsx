import { useState, type SyntheticEvent } from "react";
import type * as wire from "@/api/wire";
import { formatNumber } from "@/format/number";
import { systemFor } from "@/format/value";
import { counted, tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { useFormat } from "@/ui/preferences";
import { Sheet } from "@/ui/sheet";
import type { ForecastSearch } from "../search";
import { LEAD_FROM, T } from "../strings";
import { StatusBadge } from "./status-badge";

interface AdviceProps {
  advice: wire.ForecastAdvice;
  outlook: wire.Forecast;
  search: ForecastSearch;
  onSearch: (next: ForecastSearch) => void;
}

/** What to order of one product, with the figures it rests on; those that are assumed can be set. */
export function Advice({ advice, outlook, search, onSearch }: AdviceProps) {
  const format = useFormat();
  const say = (x: number | undefined) =>
    x === undefined
      ? ""
      : formatNumber(Math.round(x), {
          system: systemFor(outlook.unit, format),
          unit: outlook.unit,
        });
  const days = advice.days_of_cover;
  const cover =
    days === undefined
      ? ""
      : counted(
          Math.round(days),
          advice.outlasts_horizon ? "at least {n} day" : "{n} day",
          advice.outlasts_horizon ? "at least {n} days" : "{n} days",
        );
  const facts: [string, string][] = [
    [tr("On hand"), say(advice.on_hand)],
    [tr("Lasts"), cover],
    [tr("Order when down to"), say(advice.reorder_point)],
    [tr("Order up to"), say(advice.order_up_to)],
    [tr("To order now"), say(advice.suggested_order)],
  ];
  return (
    <Sheet title={T.order} aside={<StatusBadge status={advice.status} />}>
      <div className="flex flex-col gap-4">
        <p className="text-body">{advice.text}</p>
        <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 lg:grid-cols-5">
          {facts
            .filter(([, value]) => value !== "")
            .map(([name, value]) => (
              <div key={name} className="flex flex-col">
                <dt className="text-small text-ink-2">{name}</dt>
                <dd className="tabular text-body font-semibold">{value}</dd>
              </div>
            ))}
        </dl>
        <Terms
          key={`${advice.lead_days} ${advice.review_days} ${advice.service_level}`}
          advice={advice}
          onTerms={(terms) => onSearch({ ...search, ...terms })}
        />
      </div>
    </Sheet>
  );
}

type TermValues = Pick<ForecastSearch, "lead" | "review" | "service">;

function Terms({
  advice,
  onTerms,
}: {
  advice: wire.ForecastAdvice;
  onTerms: (terms: TermValues) => void;
}) {
  const [lead, setLead] = useState(String(advice.lead_days));
  const [review, setReview] = useState(String(advice.review_days));
  const [service, setService] = useState(String(advice.service_level));
  function submit(e: SyntheticEvent) {
    e.preventDefault();
    onTerms({ lead: Number(lead), review: Number(review), service: Number(service) });
  }
  return (
    <form onSubmit={submit} className="border-t border-line pt-4">
      <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
        <Field label={T.lead} hint={LEAD_FROM[advice.lead_from]}>
          {(ids) => (
            <Input
              {...ids}
              type="number"
              min={1}
              max={365}
              step="any"
              required
              value={lead}
              onChange={(e) => setLead(e.target.value)}
            />
          )}
        </Field>
        <Field label={T.review}>
          {(ids) => (
            <Input
              {...ids}
              type="number"
              min={1}
              max={365}
              required
              value={review}
              onChange={(e) => setReview(e.target.value)}
            />
          )}
        </Field>
        <Field label={T.service}>
          {(ids) => (
            <Input
              {...ids}
              type="number"
              min={50}
              max={99.9}
              step="any"
              required
              value={service}
              onChange={(e) => setService(e.target.value)}
            />
          )}
        </Field>
        <Button type="submit" className="self-start sm:mt-6">
          {tr("Work it out again")}
        </Button>
      </div>
    </form>
  );
}
