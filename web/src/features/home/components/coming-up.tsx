import { Link } from "@tanstack/react-router";
import { CalendarDays, PackageSearch } from "lucide-react";
import type { ReactNode } from "react";
import type * as wire from "@/api/wire";
import { formatDate } from "@/format/date";
import { counted, tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { useFormat } from "@/ui/preferences";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { useAhead, useForecastable, useOrders } from "../api";
import { festivalsAhead, urgentOrders, type Festival } from "../figures";
import { T } from "../strings";

const FESTIVALS = 2;
const ORDERS = 4;

function inDays(days: number): string {
  if (days === 0) return tr("today");
  return counted(days, "tomorrow", "in {n} days");
}

/** What is to be prepared for: festivals, what the weeks will bring, what to order. */
export function ComingUp({ today }: { today: string }) {
  const what = useForecastable();
  const ahead = useAhead(what.data?.measure.name);
  const orders = useOrders();
  if (what.isError) return null;
  const festivals = festivalsAhead(ahead.data?.events ?? [], today, FESTIVALS);
  const isWaiting = what.isPending || ahead.isLoading || orders.isLoading;
  return (
    <Sheet
      title={T.coming}
      aside={
        <Link to="/forecast" className={buttonClass("quiet", "-my-2 -mr-3")}>
          {T.more}
        </Link>
      }
    >
      <div className="flex flex-col gap-4">
        {ahead.data && <p className="text-body">{ahead.data.headline}</p>}
        {isWaiting && <Skeleton className="h-24" />}
        {festivals.map((festival) => (
          <FestivalLine key={festival.name} festival={festival} />
        ))}
        {orders.data && <Orders list={orders.data} stock={what.data?.has_stock ?? false} />}
        {!isWaiting && festivals.length === 0 && !orders.data && (
          <p className="text-body text-ink-2">{T.nothingComing}</p>
        )}
      </div>
    </Sheet>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <span className="mt-0.5 shrink-0 text-ink-3">{icon}</span>
      <div className="min-w-0 flex-1 text-body">{children}</div>
    </div>
  );
}

function FestivalLine({ festival }: { festival: Festival }) {
  const format = useFormat();
  return (
    <Line icon={<CalendarDays size={20} aria-hidden="true" />}>
      <p>
        <strong className="font-semibold">{festival.name}</strong>{" "}
        <span className="inline-block text-ink-2">
          {formatDate(festival.date, { lang: format.lang, thisYear: format.thisYear })},{" "}
          {inDays(festival.days)}
        </span>
      </p>
    </Line>
  );
}

function Orders({ list, stock }: { list: wire.ForecastList; stock: boolean }) {
  const urgent = urgentOrders(list.list, ORDERS);
  const many = list.list?.to_order ?? 0;
  return (
    <Line icon={<PackageSearch size={20} aria-hidden="true" />}>
      {!list.list && <p className="text-ink-2">{T.noList}</p>}
      {list.list && !stock && <p className="text-ink-2">{T.noStock}</p>}
      {list.list && stock && (
        <p>
          {many > 0
            ? counted(many, "{n} product is to be ordered", "{n} products are to be ordered")
            : T.nothingToOrder}
        </p>
      )}
      <ul className="mt-1 flex flex-col gap-1">
        {urgent.map((item) => (
          <li key={item.key} className="text-body">
            <Link
              to="/forecast"
              search={{ level: "sku", thing: item.key }}
              className="font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
            >
              {item.name}
            </Link>{" "}
            <span className="text-ink-2">{item.recommendation?.text ?? ""}</span>
          </li>
        ))}
      </ul>
      {list.list && !list.is_current && <p className="text-small text-warn">{T.staleList}</p>}
      <Link to="/forecast" className={buttonClass("plain", "mt-3")}>
        {list.list ? T.orders : T.makeList}
      </Link>
    </Line>
  );
}
