// Query keys, fetchers and hooks of the Forecast page.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import type * as wire from "@/api/wire";
import { apiPath, type ForecastSearch } from "./search";

export const keys = {
  all: ["forecast"] as const,
  what: ["forecast", "what"] as const,
  things: (level: string, search: string) => ["forecast", "things", level, search] as const,
  outlook: (path: string) => ["forecast", "outlook", path] as const,
  list: ["forecast", "list"] as const,
  outlooks: ["forecast", "outlook"] as const,
  calendars: ["forecast", "calendars"] as const,
};

const THINGS_SHOWN = 12;

/** What of the data can be forecast. */
export function useForecastable() {
  return useQuery({
    queryKey: keys.what,
    queryFn: ({ signal }) => request<wire.Forecastable>("/forecast", { signal }),
    retry: false,
  });
}

export function useThings(level: string, search: string) {
  const query = new URLSearchParams({ level, search, limit: String(THINGS_SHOWN) });
  return useQuery({
    queryKey: keys.things(level, search),
    queryFn: ({ signal }) =>
      request<wire.ForecastThings>(`/forecast/things?${query.toString()}`, { signal }),
    placeholderData: keepPreviousData,
    enabled: level !== "all",
    staleTime: 60_000,
  });
}

/** While another horizon is worked out, the forecast before stays in sight. */
export function useOutlook(search: ForecastSearch) {
  const path = apiPath(search);
  return useQuery({
    queryKey: keys.outlook(path),
    queryFn: ({ signal }) => request<wire.Forecast>(path, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    retry: false,
  });
}

export function useList() {
  return useQuery({
    queryKey: keys.list,
    queryFn: ({ signal }) => request<wire.ForecastList>("/forecast/list?level=sku", { signal }),
  });
}

export function useCalendars() {
  return useQuery({
    queryKey: keys.calendars,
    queryFn: ({ signal }) => request<wire.Calendars>("/forecast/calendars", { signal }),
  });
}

/** Other days of note: every forecast is worked out anew. */
function useCalendarChange<In>(change: (input: In) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.calendars });
      await client.invalidateQueries({ queryKey: keys.outlooks });
    },
  });
}

export const useAddCalendar = () =>
  useCalendarChange(async (file: File) =>
    request("/forecast/calendars", {
      method: "POST",
      body: { name: file.name.replace(/\.ics$/i, ""), text: await file.text() },
    }),
  );

export const useRemoveCalendar = () =>
  useCalendarChange((id: string) => request(`/forecast/calendars/${id}`, { method: "DELETE" }));

export const useRestoreCalendar = () =>
  useCalendarChange((id: string) =>
    request(`/forecast/calendars/${id}/restore`, { method: "POST" }),
  );
