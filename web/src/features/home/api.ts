// Query keys, fetchers and hooks of Home. Every part of the page comes by itself, so that a slow
// forecast never holds back the rest.
import { useQueries, useQuery, type QueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import { unheard } from "@/api/early";
import type * as wire from "@/api/wire";
import { PAST_SHOWN } from "./figures";

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

interface Asked {
  signal?: AbortSignal;
}

const WHAT = {
  queryKey: keys.what,
  queryFn: ({ signal }: Asked) => request<wire.Forecastable>("/forecast", { signal }),
  staleTime: FORECAST_STALE_MS,
  retry: false,
};

export const useForecastable = () => useQuery(WHAT);

const figurePath = (measure: string, horizon: number) =>
  `/forecast/business?measure=${encodeURIComponent(measure)}&horizon=${horizon}&history=${PAST_SHOWN}`;

/** What came lately beside what was expected, a forecast a measure. */
const figuresOf = (measures: readonly wire.ForecastMeasure[]) =>
  measures.slice(0, FIGURES_MAX).map(({ name }) => ({
    queryKey: keys.figure(name),
    queryFn: ({ signal }: Asked) => request<wire.Forecast>(figurePath(name, WEEK), { signal }),
    staleTime: FORECAST_STALE_MS,
    retry: false,
  }));

export const useFigures = (measures: readonly wire.ForecastMeasure[]) =>
  useQueries({ queries: figuresOf(measures) });

/** The main measure for some weeks: the festivals on the way. */
const aheadOf = (measure: string | undefined) => ({
  queryKey: keys.ahead,
  queryFn: ({ signal }: Asked) =>
    request<wire.Forecast>(figurePath(measure ?? "", AHEAD_DAYS), { signal }),
  enabled: measure !== undefined,
  staleTime: FORECAST_STALE_MS,
  retry: false,
});

export const useAhead = (measure: string | undefined) => useQuery(aheadOf(measure));

const ORDERS = {
  queryKey: keys.orders,
  queryFn: ({ signal }: Asked) =>
    request<wire.ForecastList>("/forecast/list?level=sku", { signal }),
  retry: false,
};

export const useOrders = () => useQuery(ORDERS);

const HEALTH = {
  queryKey: keys.health,
  queryFn: ({ signal }: Asked) => request<wire.DataHealth>("/data/health", { signal }),
};

export const useHealth = () => useQuery(HEALTH);

const IMPORTS = {
  queryKey: keys.imports,
  queryFn: ({ signal }: Asked) => request<wire.Imports>("/imports", { signal }),
};

export const useLatestImports = () => useQuery({ ...IMPORTS, select: (list) => list.imports });

const QUESTIONS = {
  queryKey: keys.questions,
  queryFn: ({ signal }: Asked) => request<wire.Suggestions>("/questions/suggestions", { signal }),
  staleTime: 60_000,
};

export const useQuestions = () => useQuery({ ...QUESTIONS, select: (list) => list.questions });

/** Asks for all of it before anything is drawn. */
export function askHome(client: QueryClient): void {
  const more = ({ measure, measures }: wire.Forecastable) => {
    for (const query of figuresOf(measures)) unheard(client.query(query));
    unheard(client.query(aheadOf(measure.name)));
  };
  unheard(client.query(WHAT).then(more));
  unheard(client.query(HEALTH));
  unheard(client.query(IMPORTS));
  unheard(client.query(QUESTIONS));
  unheard(client.query(ORDERS));
}
