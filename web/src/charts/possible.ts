// Which types can draw a result, and why the others can't; the result arranged for one of them.
import { honestType } from "./honest";
import { rolesOf } from "./roles";
import { CHART_TYPES, type ChartData, type ChartType } from "./spec";
import { NAMES } from "./strings";
import { ARRANGE } from "./types";

export interface Possible {
  type: ChartType;
  name: string;
  can: boolean;
  /** Why it can't; "" when it can. */
  why: string;
}

const WIDTH = 900;

/** The result as that type draws it; null where the type has no use for it. */
export function withType(data: ChartData, type: ChartType): ChartData | null {
  if (type === data.spec.type) return data;
  const found = ARRANGE[type](rolesOf(data));
  if (typeof found === "string") return null;
  return { ...data, spec: { ...data.spec, ...found, type, reason: "", warning: "" } };
}

function possible(data: ChartData, type: ChartType): Possible {
  const name = NAMES[type];
  if (type === data.spec.type && type !== "forecast") return { type, name, can: true, why: "" };
  const found = ARRANGE[type](rolesOf(data));
  if (typeof found === "string") return { type, name, can: false, why: found };
  const spec = { ...data.spec, ...found, type };
  const choice = honestType({ ...data, spec }, WIDTH);
  return { type, name, can: choice.because === "", why: choice.because };
}

export const possibleTypes = (data: ChartData): Possible[] =>
  data.rows.length === 0
    ? [{ type: "table", name: NAMES.table, can: true, why: "" }]
    : CHART_TYPES.map((type) => possible(data, type));

export interface Offer {
  /** What is drawn, and what the server finds to suit it, best first. */
  suits: Possible[];
  others: Possible[];
}

/** The types that can draw it, for a menu. */
export function offerOf(data: ChartData): Offer {
  const order = [data.spec.type, ...(data.spec.alternatives ?? [])];
  const rank = (p: Possible) => order.indexOf(p.type);
  const can = possibleTypes(data).filter((p) => p.can);
  const suits = can.filter((p) => rank(p) >= 0).sort((a, b) => rank(a) - rank(b));
  return { suits, others: can.filter((p) => rank(p) < 0) };
}
