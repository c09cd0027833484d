// Query keys, fetchers and hooks of the Data pages.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import { completeImport, completeIssue, completeModel, completeRows } from "@/api/complete";
import type * as wire from "@/api/wire";
import type { ModelPatch, TableList } from "@/api/types";

export const keys = {
  all: ["data"] as const,
  tables: ["data", "tables"] as const,
  model: ["data", "model"] as const,
  quality: ["data", "quality"] as const,
  imports: ["data", "imports"] as const,
  deleted: ["data", "deleted"] as const,
  uploads: ["data", "uploads"] as const,
  rows: (table: string, kind: "rows" | "rejects", offset: number, limit: number) =>
    ["data", kind, table, offset, limit] as const,
};

const path = (table: string) => `/tables/${encodeURIComponent(table)}`;

export function useTables(enabled = true) {
  return useQuery({
    queryKey: keys.tables,
    queryFn: ({ signal }) => request<TableList>("/tables", { signal }),
    select: (list) => list.tables,
    enabled,
  });
}

export function useModel(enabled = true) {
  return useQuery({
    queryKey: keys.model,
    queryFn: async ({ signal }) => completeModel(await request<wire.Model>("/model", { signal })),
    enabled,
  });
}

export function useQuality() {
  return useQuery({
    queryKey: keys.quality,
    queryFn: ({ signal }) => request<wire.Quality>("/model/quality", { signal }),
    select: (report) => report.issues.map(completeIssue),
  });
}

export function useImports() {
  return useQuery({
    queryKey: keys.imports,
    queryFn: ({ signal }) => request<wire.Imports>("/imports", { signal }),
    select: (list) => list.imports.map(completeImport),
  });
}

interface PageOf {
  table: string;
  kind: "rows" | "rejects";
  offset: number;
  limit: number;
}

export function useRows({ table, kind, offset, limit }: PageOf) {
  return useQuery({
    queryKey: keys.rows(table, kind, offset, limit),
    queryFn: ({ signal }) =>
      request<wire.Rows>(`${path(table)}/${kind}?limit=${limit}&offset=${offset}`, { signal }),
    select: completeRows,
    placeholderData: keepPreviousData,
  });
}

/** Tables that were deleted and can be restored, the last first. */
export function useDeletedTables() {
  return useQuery({
    queryKey: keys.deleted,
    queryFn: ({ signal }) => request<wire.DeletedTables>("/deleted-tables", { signal }),
    select: (list) => list.tables,
  });
}

/** `onGone` leaves the table's page before its data is asked for again. */
export function useDeleteTable(onGone: (deleted: wire.DeletedTable) => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (table: string) => request<wire.DeletedTable>(path(table), { method: "DELETE" }),
    onSuccess: async (deleted) => {
      await onGone(deleted);
      await client.invalidateQueries({ queryKey: keys.all });
    },
  });
}

const deletedPath = (id: string) => `/deleted-tables/${encodeURIComponent(id)}`;

/** Functions, not mutations: the page that deleted a table is left when its undo is pressed. */
export function useDeletedTableActions() {
  const client = useQueryClient();
  const changed = () => client.invalidateQueries({ queryKey: keys.all });
  return {
    /** Tells the name that it has now; in place, what stood there goes among the deleted ones. */
    restore: async (id: string, inPlace = false) => {
      const path = `${deletedPath(id)}/restore${inPlace ? "?in_place=true" : ""}`;
      const back = await request<wire.RestoredTable>(path, { method: "POST" });
      await changed();
      return back;
    },
    purge: async (id: string) => {
      await request<null>(deletedPath(id), { method: "DELETE" });
      await changed();
    },
  };
}

/** Files that were not sent to the end, in this browser or another. */
export function useUnfinished() {
  return useQuery({
    queryKey: keys.uploads,
    queryFn: ({ signal }) => request<wire.Uploads>("/uploads", { signal }),
    select: (list) => list.uploads,
  });
}

export function useGiveUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request<null>(`/uploads/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.uploads }),
  });
}

export function usePatchModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (patch: ModelPatch) =>
      completeModel(await request<wire.Model>("/model", { method: "PATCH", body: patch })),
    onSuccess: (model) => {
      client.setQueryData(keys.model, model);
      return client.invalidateQueries({ queryKey: keys.tables });
    },
  });
}

/** What a figure that is being written would give now; asked as one types. */
export function useMetricCheck(metric: wire.MetricCheckIn) {
  return useQuery({
    queryKey: [...keys.all, "metric-check", metric],
    queryFn: ({ signal }) =>
      request<wire.MetricCheck>("/model/metrics/check", { method: "POST", body: metric, signal }),
    enabled: metric.expression.trim().length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** How well two columns meet, before they are linked. */
export function useJoinCheck(from: string, to: string) {
  return useQuery({
    queryKey: [...keys.all, "join-check", from, to],
    queryFn: ({ signal }) =>
      request<wire.JoinCheck>("/model/joins/check", { method: "POST", body: { from, to }, signal }),
    enabled: from !== "" && to !== "",
    retry: false,
  });
}
