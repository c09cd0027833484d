// A card's rows, filtered as the board is, and what a click on one of its marks does.
import { useMemo } from "react";
import type { MarkValue } from "@/charts/spec";
import { formatDate } from "@/format/date";
import { useFormat } from "@/ui/preferences";
import { toast } from "@/ui/toast";
import { useCardData } from "./card-data";
import { contentKey } from "./board";
import { filtersFor, onlyOf, toggled } from "./filters";
import { dayOf, offerText, type Day } from "./happened";
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

/** The way to a comment on a day; absent where the board is only shown. */
export function useCommentOn(card: string) {
  const { search, go, change } = useScene();
  if (!change) return undefined;
  return (day: Day) => go({ ...search, panel: "comments", about: card, day: day.at });
}

/**
 * What a click on a mark of this card does: it narrows the board, where its columns are known.
 * Else a mark in time can be commented on; the chip of a narrowed board offers that, too.
 */
export function useMark(card: Card, data: CardData) {
  const only = useOnly();
  const format = useFormat();
  const comment = useCommentOn(card.id);
  const { columns } = data.answer;
  const narrows = columns.some((c) => "origin" in c);
  const hasTime = columns.some((c) => c.type === "date" || c.type === "timestamp");
  if (!narrows && !(comment && hasTime)) return undefined;
  return (marks: MarkValue[]) => {
    const next = onlyOf(card.id, columns, marks, format);
    const day = dayOf(columns, marks);
    if (next) only(next);
    else if (day && comment) {
      const text = formatDate(day.at, { thisYear: format.thisYear, lang: format.lang });
      toast(text, "info", { text: offerText(day, format), run: () => comment(day) });
    }
  };
}
