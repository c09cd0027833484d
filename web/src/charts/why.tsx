import type { ChartSpec } from "./spec";

interface ChartWhyProps {
  spec: ChartSpec | null | undefined;
  /** There is a picture: it says itself what is wrong with it, in its notes. */
  drawn: boolean;
}

/** Why it is drawn so; where it is a table, also what the picture that was asked for lacks. */
export function ChartWhy({ spec, drawn }: ChartWhyProps) {
  // One number needs no reason to be one.
  const plain = spec?.type === "number" && !spec.warning;
  const said = plain ? [] : [drawn ? "" : spec?.warning, spec?.reason].filter(Boolean);
  if (said.length === 0) return null;
  return <p className="text-small text-ink-3">{said.join(" ")}</p>;
}
