// Query keys, fetchers and hooks of Home. Every part of the page comes by itself, so that a slow
// forecast never holds back the rest.
import { useQueries, useQuery } from "@tanstack/react-query";
import { request } from "@/api/client";
import type * as wire from "@/api/wire";

export const keys = {
  what: ["home", "what"] as const,
  figure: (measure: string) => ["home", "figure", measure] as const,
  ahead: ["home", "ahead"] as const,
  orders: ["home", "orders"] as const,
  health: ["home", "health"] as const,
  imports: ["home", "imports"] as const,
  questions: ["home", "questions"] as const,
};

export const FIGURES_MAX = 4;
const WEEK = 7;
/** Far enough to see the next festival coming. */
const AHEAD_DAYS = 45;
/** A forecast holds until the data changes, which the server tells. */
const FORECAST_STALE_MS = 10 * 60_000;

export function useForecastable() {
  return useQuery({
    queryKey: keys.what,
    queryFn: ({ signal }) => request<wire.Forecastable>("/forecast", { signal }),
    staleTime: FORECAST_STALE_MS,
    retry: false,
  });
}

const figurePath = (measure: string, horizon: number) =>
  `/forecast/business?measure=${encodeURIComponent(measure)}&horizon=${horizon}`;

/** What came lately beside what was expected, a forecast a measure. */
export function useFigures(measures: readonly wire.ForecastMeasure[]) {
  return useQueries({
    queries: measures.slice(0, FIGURES_MAX).map(({ name }) => ({
      queryKey: keys.figure(name),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        request<wire.Forecast>(figurePath(name, WEEK), { signal }),
      staleTime: FORECAST_STALE_MS,
      retry: false,
    })),
  });
}

/** The main measure for some weeks: the festivals on the way. */
export function useAhead(measure: string | undefined) {
  return useQuery({
    queryKey: keys.ahead,
    queryFn: ({ signal }) =>
      request<wire.Forecast>(figurePath(measure ?? "", AHEAD_DAYS), { signal }),
    enabled: measure !== undefined,
    staleTime: FORECAST_STALE_MS,
    retry: false,
  });
}

export function useOrders() {
  return useQuery({
    queryKey: keys.orders,
    queryFn: ({ signal }) => request<wire.ForecastList>("/forecast/list?level=sku", { signal }),
    retry: false,
  });
}

export function useHealth() {
  return useQuery({
    queryKey: keys.health,
    queryFn: ({ signal }) => request<wire.DataHealth>("/data/health", { signal }),
  });
}

export function useLatestImports() {
  return useQuery({
    queryKey: keys.imports,
    queryFn: ({ signal }) => request<wire.Imports>("/imports", { signal }),
    select: (list) => list.imports,
  });
}

export function useQuestions() {
  return useQuery({
    queryKey: keys.questions,
    queryFn: ({ signal }) => request<wire.Suggestions>("/questions/suggestions", { signal }),
    select: (list) => list.questions,
    staleTime: 60_000,
  });
}
