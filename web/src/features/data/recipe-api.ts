// Query keys, fetchers and hooks of how a table is cleaned.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import type { Cell } from "@/api/types";
import type * as wire from "@/api/wire";
import { keys } from "./api";

const path = (table: string) => `/tables/${encodeURIComponent(table)}/recipe`;
const recipeKey = (table: string) => [...keys.all, "recipe", table] as const;

export function useRecipe(table: string) {
  return useQuery({
    queryKey: recipeKey(table),
    queryFn: ({ signal }) => request<wire.Recipe>(path(table), { signal }),
  });
}

/** What the steps would do; the last result stays in sight while a change is tried. */
export function useRecipePreview(table: string, steps: wire.RecipeStep[]) {
  return useQuery({
    queryKey: [...recipeKey(table), "preview", steps],
    queryFn: ({ signal }) =>
      request<wire.RecipePreview>(`${path(table)}/preview`, {
        method: "POST",
        body: { steps },
        signal,
      }),
    select: (p) => ({ ...p, rows: p.rows as Cell[][] }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useClean(table: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (steps: wire.RecipeStep[]) =>
      request<wire.Recipe>(path(table), { method: "PUT", body: { steps } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}
