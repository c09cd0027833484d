import { Link } from "@tanstack/react-router";
import { ChartWhy } from "@/charts/why";
import { formatAgo } from "@/format/date";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Select } from "@/ui/field";
import { Skeleton } from "@/ui/skeleton";
import { Tabs, type Tab } from "@/ui/tabs";
import { chartNames } from "../chart-names";
import { useScene } from "../scene";
import { nameOf } from "../strings";
import type { View } from "../search";
import type { Card, CardData } from "../types";
import { useCard } from "../use-card";
import { HappenedList } from "./happened-list";
import { KpiView } from "./kpi-view";
import { RowTable } from "./row-table";
import { isDrawn, ResultView, useChartData } from "./result-view";

function ChartChoice({ card, data }: { card: Card; data: CardData }) {
  const { change } = useScene();
  const chart = useChartData({ ...card, chart: "" }, data);
  const names = chart ? chartNames(chart) : [];
  if (!change || names.length < 2 || card.kind === "kpi") return null;
  return (
    <div className="max-w-72">
      <Field label={tr("Draw as")}>
        {(ids) => (
          <Select
            {...ids}
            value={card.chart ?? ""}
            onChange={(e) =>
              void change([{ op: "card", card: { id: card.id, chart: e.target.value } }])
            }
          >
            <option value="">{tr("What suits it")}</option>
            {names.map(({ type, text }) => (
              <option key={type} value={type}>
                {text}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

const isOverTime = ({ answer }: CardData) =>
  answer.columns.some((c) => c.type === "date" || c.type === "timestamp");

function ChartPanel({ card, data }: { card: Card; data: CardData }) {
  const chart = useChartData(card, data);
  return (
    <div className="flex flex-col gap-4">
      <ChartChoice card={card} data={data} />
      {card.kind === "kpi" ? (
        <div className="h-40 max-w-md">
          <KpiView card={card} data={data} />
        </div>
      ) : (
        <ResultView card={card} data={data} />
      )}
      <ChartWhy spec={chart?.spec} drawn={isDrawn(chart)} />
      {card.note && <p className="text-body text-ink-2">{card.note}</p>}
      {isOverTime(data) && <HappenedList card={card} />}
    </div>
  );
}

/** Where the numbers come from, and how fresh they are. */
function Foot({ card, data }: { card: Card; data: CardData }) {
  const { source } = useScene();
  const { answer } = data;
  const plan = card.plan ?? answer.plan;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-3 text-small text-ink-2">
      {answer.reading && <span className="min-w-0 flex-1">{answer.reading}</span>}
      {answer.sources.map((s) => (
        <span key={s.table}>
          {s.label || s.table}
          {s.fresh_at && (
            <span className="text-ink-3">
              {" · "}
              {tr("fresh {ago}", { ago: formatAgo(s.fresh_at, new Date()) })}
            </span>
          )}
        </span>
      ))}
      {source.kind === "board" && card.question && (
        <Link
          to="/ask"
          search={{ q: card.question, ...(plan && { plan }) }}
          className={buttonClass("plain")}
        >
          {tr("Open in Ask")}
        </Link>
      )}
    </div>
  );
}

function Sql({ sql }: { sql: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label={tr("SQL of this card")}
      className="max-h-96 overflow-auto rounded-md border border-line bg-paper p-4 font-mono text-small whitespace-pre-wrap text-ink"
    >
      {sql}
    </pre>
  );
}

function Opened({ card }: { card: Card }) {
  const { search, go } = useScene();
  const { data, query } = useCard(card);
  if (!data) return query.isError ? <p>{query.error.message}</p> : <Skeleton className="h-96" />;
  const tabs: Tab[] = [
    { id: "chart", text: tr("Chart"), panel: () => <ChartPanel card={card} data={data} /> },
    { id: "table", text: tr("Table"), panel: () => <RowTable card={card} data={data} /> },
  ];
  if (data.answer.sql) {
    tabs.push({ id: "sql", text: "SQL", panel: () => <Sql sql={data.answer.sql} /> });
  }
  return (
    <>
      {data.answer.headline && (
        <p className="text-body font-medium text-ink">{data.answer.headline}</p>
      )}
      <Tabs
        label={tr("How to look at it")}
        tabs={tabs}
        current={search.view ?? "chart"}
        onChange={(view) => go({ ...search, view: view as View }, "replace")}
      />
      <Foot card={card} data={data} />
    </>
  );
}

/** One card alone: large, as a table, as SQL. */
export function CardDialog() {
  const { board, search, go } = useScene();
  const card = board.cards.find((c) => c.id === search.card);
  const close = () => go({ ...search, card: undefined, view: undefined });
  return (
    <Dialog size="wide" title={card ? nameOf(card) : ""} open={card !== undefined} onClose={close}>
      {card && <Opened card={card} />}
    </Dialog>
  );
}
