// Query keys, fetchers and hooks of Explore.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { request } from "@/api/client";
import { completeAnswer, completeChart, completeModel } from "@/api/complete";
import type { Cell, Plan } from "@/api/types";
import type * as wire from "@/api/wire";

export const keys = {
  model: ["explore", "model"] as const,
  plan: (plan: Plan | null) => ["explore", "plan", plan] as const,
  sql: (sql: string) => ["explore", "sql", sql] as const,
};

const ROWS_MAX = 10_000;

export function useModel() {
  return useQuery({
    queryKey: keys.model,
    queryFn: async ({ signal }) => completeModel(await request<wire.Model>("/model", { signal })),
  });
}

/** The answer of a plan; the one before stays in sight while the next is on its way. */
export function usePlanAnswer(plan: Plan | null) {
  return useQuery({
    queryKey: keys.plan(plan),
    queryFn: async ({ signal }) =>
      completeAnswer(
        await request<wire.Answer>("/ask", { method: "POST", body: { plan }, signal }),
      ),
    enabled: plan !== null,
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    retry: false,
  });
}

export interface SqlResult {
  columns: wire.Column[];
  rows: Cell[][];
  chart: wire.Chart | null;
  truncated: boolean;
  elapsed_ms: number;
}

export function useSqlResult(sql: string) {
  return useQuery({
    queryKey: keys.sql(sql),
    queryFn: async ({ signal }): Promise<SqlResult> => {
      const body = { sql, limit: ROWS_MAX };
      const raw = await request<wire.Rows>("/query", { method: "POST", body, signal });
      return {
        columns: raw.columns,
        rows: raw.rows as Cell[][],
        chart: raw.chart ? completeChart(raw.chart) : null,
        truncated: raw.truncated ?? false,
        elapsed_ms: raw.elapsed_ms ?? 0,
      };
    },
    enabled: sql.trim() !== "",
    staleTime: 5 * 60_000,
    retry: false,
  });
}
