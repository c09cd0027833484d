// Periods that are chosen by name, as the half-open ranges that plans have. Pure.

export interface Range {
  first: string;
  end: string;
}

const iso = (y: number, m: number, d: number) =>
  new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10);

/** Today and what is to come are in "this month": the range ends with the period. */
export function rangeOf(name: string, today: Date): Range | null {
  const [y, m, d] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const ranges: Record<string, Range> = {
    this_month: { first: iso(y, m, 1), end: iso(y, m + 1, 1) },
    last_month: { first: iso(y, m - 1, 1), end: iso(y, m, 1) },
    last_30: { first: iso(y, m, d - 30), end: iso(y, m, d) },
    last_90: { first: iso(y, m, d - 90), end: iso(y, m, d) },
    this_year: { first: iso(y, 0, 1), end: iso(y + 1, 0, 1) },
    last_year: { first: iso(y - 1, 0, 1), end: iso(y, 0, 1) },
  };
  return ranges[name] ?? null;
}

/** The name of a range, where it has one today. */
export function nameOf(
  range: Partial<Range>,
  names: readonly string[],
  today: Date,
): string | null {
  return (
    names.find((name) => {
      const r = rangeOf(name, today);
      return r?.first === range.first && r?.end === range.end;
    }) ?? null
  );
}
