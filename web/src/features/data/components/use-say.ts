import { formatNumber } from "@/format/number";
import { systemFor } from "@/format/value";
import { useFormat } from "@/ui/preferences";

/** Counts as this person reads them: 12,34,567 or 1,234,567. */
export function useSay(): (n: number) => string {
  const format = useFormat();
  return (n) => formatNumber(n, { system: systemFor(undefined, format) });
}
