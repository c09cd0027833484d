// What cards show: their answers, the rows behind them, the values to filter by.
import { keepPreviousData, useQuery, type QueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import { completeAnswer, completeModel, completeRows } from "@/api/complete";
import { unheard } from "@/api/early";
import type { RowPage } from "@/api/types";
import type * as wire from "@/api/wire";
import { boardQuery, pathOf, type Source } from "./api";
import { nextTask } from "@/ui/turns";
import { contentKey } from "./board";
import { current, filtersFor } from "./filters";
import { keys } from "./keys";
import { withOrigins } from "./origins";
import type {
  Before,
  Card,
  CardData,
  CardKind,
  Filter,
  FilterValue,
  NotFiltered,
  Spark,
} from "./types";

interface WireCardData {
  answer: wire.Answer;
  not_filtered?: NotFiltered[] | null;
  spark?: Spark | null;
  before?: Before | null;
}

const completeData = (raw: WireCardData): CardData => ({
  answer: withOrigins(completeAnswer(raw.answer)),
  not_filtered: raw.not_filtered ?? [],
  spark: raw.spark ?? null,
  before: raw.before ?? null,
});

interface CardQuery {
  source: Source;
  card: Card;
  /** null: as they are stored. */
  filters: Filter[] | null;
  /** The server has the card as it stands here. */
  saved: boolean;
  refreshSeconds: number;
}

function dataQuery({ source, card, filters }: Pick<CardQuery, "source" | "card" | "filters">) {
  const path = pathOf(source);
  return {
    queryKey: keys.data(path, card.id, contentKey(card), filters),
    queryFn: async ({ signal }: { signal?: AbortSignal }) =>
      completeData(
        await request<WireCardData>(`${path}/cards/${encodeURIComponent(card.id)}/data`, {
          method: "POST",
          body: filters ? { filters } : {},
          signal,
        }),
      ),
  };
}

const WITHOUT_ROWS = new Set<CardKind>(["text", "image"]);

/** Asks for a board as it is stored, and for all its cards, before anything is drawn. */
export async function askBoard(client: QueryClient, id: string): Promise<void> {
  const source: Source = { kind: "board", id };
  const board = await client.query(boardQuery(id));
  for (const card of board.cards) {
    if (WITHOUT_ROWS.has(card.kind)) continue;
    const filters = filtersFor(card.id, current(board.filters, {}), []);
    const asked = board.filters.length > 0 ? filters : null;
    unheard(client.query(dataQuery({ source, card, filters: asked })));
    await nextTask();
  }
}

export function useCardData({ source, card, filters, saved, refreshSeconds }: CardQuery) {
  return useQuery({
    ...dataQuery({ source, card, filters }),
    enabled: saved,
    placeholderData: keepPreviousData,
    refetchInterval: refreshSeconds > 0 ? refreshSeconds * 1000 : false,
  });
}

const PREVIEW_ROWS = 100;

export type Draft = Pick<Card, "kind" | "question" | "plan" | "sql">;

/** Rows of a statement, with what else an answer has. */
function ofRows(sql: string, raw: wire.Rows): CardData {
  const base = { question: "", status: "answered", confidence: 1, sql, badge: "sql" };
  const told = { drawn: "", warning: "", alternatives: [], reason: "" };
  const chart = { type: "table", title: "", series: [], sort: "", ...told };
  return completeData({
    answer: {
      ...base,
      columns: raw.columns,
      rows: raw.rows,
      row_count: raw.rows.length,
      chart: { ...chart, unfinished_last: false },
      alternatives: [],
      message: "",
      missing: [],
      elapsed_ms: 0,
    },
  });
}

/** What a card would show, before it is kept. */
export async function previewCard({
  kind,
  question = "",
  plan,
  sql = "",
}: Draft): Promise<CardData> {
  if (kind === "sql") {
    const body = { sql, limit: PREVIEW_ROWS };
    return ofRows(sql, await request<wire.Rows>("/query", { method: "POST", body }));
  }
  const body = plan ? { question, plan } : { question };
  return completeData({
    answer: await request<wire.Answer>("/ask", { method: "POST", body }),
  });
}

export interface RowsWanted {
  card: string;
  filters: Filter[];
  where: { column: number; value: RowPage["rows"][number][number] }[];
}

export const ROWS_PAGE = 50;

export function useRows(source: Source, { card, filters, where }: RowsWanted, offset: number) {
  const path = pathOf(source);
  return useQuery({
    queryKey: keys.data(path, card, "rows", filters, where, offset),
    queryFn: async ({ signal }): Promise<RowPage> => {
      const body = { filters, where, limit: ROWS_PAGE, offset };
      const raw = await request<wire.Rows>(`${path}/cards/${encodeURIComponent(card)}/rows`, {
        method: "POST",
        body,
        signal,
      });
      return completeRows(raw);
    },
    placeholderData: keepPreviousData,
  });
}

const VALUES_MAX = 50;

export function useValues(source: Source, column: string, search: string) {
  const query = new URLSearchParams({ column, search, limit: String(VALUES_MAX) });
  const path = pathOf(source);
  return useQuery({
    queryKey: keys.data(path, "values", column, search),
    queryFn: ({ signal }) =>
      request<{ values: FilterValue[]; more: boolean }>(`${path}/values?${query}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

const NO_SCHEMA: Record<string, string[]> = {};

/** Columns by table, for who writes a statement. */
export function useSchema(): Record<string, string[]> {
  const { data = NO_SCHEMA } = useQuery({
    queryKey: keys.schema,
    queryFn: async ({ signal }) => {
      const { tables } = completeModel(await request<wire.Model>("/model", { signal }));
      return Object.fromEntries(tables.map((t) => [t.table, t.columns.map((c) => c.column)]));
    },
    staleTime: 60_000,
  });
  return data;
}
