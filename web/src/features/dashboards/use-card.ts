// A card's rows, filtered as the board is, and what a click on one of its marks does.
import { useMemo } from "react";
import type { MarkValue } from "@/charts/spec";
import { useFormat } from "@/ui/preferences";
import { useCardData } from "./card-data";
import { contentKey } from "./board";
import { filtersFor, onlyOf, toggled } from "./filters";
import { useScene } from "./scene";
import type { Card, CardData, Only } from "./types";

/** The filters that this card is asked with. */
export function useCardFilters(card: string) {
  const { filters, search } = useScene();
  return useMemo(() => filtersFor(card, filters, search.only ?? []), [card, filters, search.only]);
}

export function useCard(card: Card) {
  const { source, saved, refreshSeconds, filters: all } = useScene();
  const filters = useCardFilters(card.id);
  const known = saved.get(card.id);
  const query = useCardData({
    source,
    card,
    filters: filters.length === 0 && all.length === 0 ? null : filters,
    saved: known !== undefined && contentKey(known) === contentKey(card),
    refreshSeconds,
  });
  const notFiltered = (query.data?.not_filtered ?? []).map(({ id, why }) => {
    const label = filters.find((f) => f.id === id)?.label ?? "";
    return label ? `${label}: ${why}` : why;
  });
  return { query, data: query.data, filters, notFiltered };
}

/** Shows on the whole board only what this is; the same once more shows all again. */
export function useOnly() {
  const { search, go } = useScene();
  return (only: Only) => {
    const next = toggled(search.only ?? [], only);
    go({ ...search, only: next.length > 0 ? next : undefined });
  };
}

/** What a click on a mark of this card does. */
export function useMark(card: Card, data: CardData) {
  const only = useOnly();
  const format = useFormat();
  return (marks: MarkValue[]) => {
    const next = onlyOf(card.id, data.answer.columns, marks, format);
    if (next) only(next);
  };
}
