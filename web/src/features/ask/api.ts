// Query keys, fetchers and hooks of the Ask page.
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { request } from "@/api/client";
import { completeAnswer } from "@/api/complete";
import type * as wire from "@/api/wire";
import type { AskRequest, QuestionList, Suggestions } from "@/api/types";
import type { Turn } from "./thread";

export const keys = {
  all: ["ask"] as const,
  answer: (turn: Turn) =>
    ["ask", "answer", turn.question, turn.plan ?? null, turn.before ?? null] as const,
  history: ["ask", "history"] as const,
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

export function useHistory() {
  return useQuery({
    queryKey: keys.history,
    queryFn: ({ signal }) => request<QuestionList>(`/questions?limit=${HISTORY}`, { signal }),
    select: (list) => {
      const seen = new Set<string>();
      return list.questions.filter(
        (q) => q.question && !seen.has(q.question) && seen.add(q.question),
      );
    },
  });
}

export function useSuggestions() {
  return useQuery({
    queryKey: keys.suggestions,
    queryFn: ({ signal }) => request<Suggestions>("/questions/suggestions", { signal }),
    select: (s) => s.questions,
    staleTime: 60_000,
  });
}
