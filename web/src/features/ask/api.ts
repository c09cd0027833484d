// Query keys, fetchers and hooks of the Ask page.
import {
  keepPreviousData,
  useQuery,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { request, requestFile } from "@/api/client";
import { unheard } from "@/api/early";
import { completeAnswer, completeRows } from "@/api/complete";
import type * as wire from "@/api/wire";
import type { AskRequest, Cell, Plan, QuestionList, Suggestions } from "@/api/types";
import type { Sort } from "@/ui/data-table";
import type { Turn } from "./thread";

export const keys = {
  all: ["ask"] as const,
  answer: (turn: Turn) =>
    ["ask", "answer", turn.question, turn.plan ?? null, turn.before ?? null] as const,
  history: ["ask", "history"] as const,
  found: (search: string, favourites: boolean) => ["ask", "history", search, favourites] as const,
  suggestions: ["ask", "suggestions"] as const,
};

const HISTORY = 30;

function bodyOf({ question, plan, before }: Turn): AskRequest {
  if (plan) return { question, plan };
  return before ? { question, before } : { question };
}

/** The answer of a turn. While an edited chip runs, the answer before stays in sight. */
export function useAnswer(turn: Turn) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: keys.answer(turn),
    queryFn: async ({ signal }) =>
      completeAnswer(
        await request<wire.Answer>("/ask", { method: "POST", body: bodyOf(turn), signal }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    retry: false,
  });
  useEffect(() => {
    if (query.isSuccess) void client.invalidateQueries({ queryKey: keys.history });
  }, [client, query.isSuccess, query.dataUpdatedAt]);
  return query;
}

function historyQuery(search: string, favourites: boolean) {
  const wish = `${search ? `&search=${encodeURIComponent(search)}` : ""}${favourites ? "&favourite=true" : ""}`;
  return {
    queryKey: keys.found(search, favourites),
    queryFn: ({ signal }: { signal?: AbortSignal }) =>
      request<QuestionList>(`/questions?limit=${HISTORY}${wish}`, { signal }),
  };
}

/** What was asked before, each question once; narrowed by words, or to the favourites. */
export function useHistory(search = "", favourites = false) {
  return useQuery({
    ...historyQuery(search, favourites),
    placeholderData: keepPreviousData,
    select: (list) => {
      const seen = new Set<string>();
      return list.questions.filter(
        (q) => q.question && !seen.has(q.question) && seen.add(q.question),
      );
    },
  });
}

/** Changes to what was asked; each tells how it went and can be taken back. */
export function useQuestionActions() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: keys.history });
  const send = async (path: string, method: string, body?: unknown) => {
    await request(path, { method, body });
    await refresh();
  };
  return {
    favour: (id: string, favourite: boolean) =>
      send(`/questions/${id}/favourite`, "PUT", { favourite }),
    remove: (id: string) => send(`/questions/${id}`, "DELETE"),
    restore: (id: string) => send(`/questions/${id}/restore`, "POST"),
    verify: async (question: string, plan: Plan) => {
      const body = { question, plan };
      const made = await request<wire.Verified>("/verified", { method: "POST", body });
      await client.invalidateQueries({ queryKey: ["ask", "answer", question] });
      return made.id;
    },
    unverify: async (id: string, question: string) => {
      await request(`/verified/${id}`, { method: "DELETE" });
      await client.invalidateQueries({ queryKey: ["ask", "answer", question] });
    },
  };
}

/** The whole result as a file, made by the server. */
export async function exportAnswer(
  plan: Plan,
  format: "csv" | "xlsx",
  name: string,
): Promise<Blob> {
  return requestFile("/export", { plan, format, name });
}

export interface PageWish {
  sort: Sort | null;
  filter: { column: number; text: string } | null;
}

export const PAGE_ROWS = 200;

/** One page of a large result, sorted and narrowed by the server. */
export function pageQuery(plan: Plan, wish: PageWish, page: number) {
  return {
    queryKey: ["ask", "page", plan, wish, page] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      completeRows(
        await request<wire.Rows>("/query/page", {
          method: "POST",
          signal,
          body: {
            plan,
            limit: PAGE_ROWS,
            offset: page * PAGE_ROWS,
            sort: wish.sort
              ? [{ column: Number(wish.sort.id), desc: wish.sort.descending }]
              : undefined,
            where: wish.filter
              ? [{ column: wish.filter.column, op: "contains", value: wish.filter.text }]
              : undefined,
          },
        }),
      ),
    staleTime: 5 * 60_000,
  };
}

export interface Where {
  column: number;
  value: Cell;
}

export const ROWS_PAGE = 50;

/** The rows that a mark of the answer's chart was made of. */
export function useRowsBehind(plan: Plan, where: readonly Where[], offset: number) {
  return useQuery({
    queryKey: ["ask", "rows", plan, where, offset] as const,
    queryFn: async ({ signal }) =>
      completeRows(
        await request<wire.CardRows>("/query/rows", {
          method: "POST",
          signal,
          body: { plan, where, limit: ROWS_PAGE, offset },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    retry: false,
  });
}

/** The favourite among the records of this very question, as the server knows it. */
export function useFavourite(question: string) {
  const search = encodeURIComponent(question);
  return useQuery({
    queryKey: keys.found(question, true),
    queryFn: ({ signal }) =>
      request<QuestionList>(`/questions?limit=${HISTORY}&search=${search}&favourite=true`, {
        signal,
      }),
    select: (list) => list.questions.find((q) => q.question === question && q.favourite) ?? null,
    enabled: question !== "",
  });
}

const SUGGESTIONS = {
  queryKey: keys.suggestions,
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    request<Suggestions>("/questions/suggestions", { signal }),
  staleTime: 60_000,
};

export const useSuggestions = (enabled = true) =>
  useQuery({ ...SUGGESTIONS, select: (s) => s.questions, enabled });

/** Asks for what the page shows before the first question, before anything is drawn. */
export function askWelcome(client: QueryClient): void {
  unheard(client.query(SUGGESTIONS));
  unheard(client.query(historyQuery("", false)));
}
