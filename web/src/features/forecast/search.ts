// The address of the Forecast page: what is forecast, how far, how fine. Pure.
export interface ForecastSearch {
  level?: string;
  thing?: string;
  horizon?: number;
  grain?: string;
  measure?: string;
  confidence?: number;
  lead?: number;
  review?: number;
  service?: number;
  /** Percent that the price is changed by; below zero: lowered. */
  price?: number;
  /** First and last day of a promotion that is thought of. */
  promoFrom?: string;
  promoTo?: string;
  /** How many times a normal day it is thought to sell. */
  promoLift?: number;
}

/** Nothing is tried: the forecast as it is. */
export const NO_TRIAL = {
  price: undefined,
  promoFrom: undefined,
  promoTo: undefined,
  promoLift: undefined,
};

const TEXTS = ["level", "thing", "grain", "measure", "promoFrom", "promoTo"] as const;
const NUMBERS = ["horizon", "confidence", "lead", "review", "service", "promoLift"] as const;

/** What is in the address and makes sense; the rest is left out. */
export function readSearch(raw: Record<string, unknown>): ForecastSearch {
  const search: ForecastSearch = {};
  for (const name of TEXTS) {
    const value = raw[name];
    if (typeof value === "string" || typeof value === "number") search[name] = String(value);
  }
  for (const name of NUMBERS) {
    const value = Number(raw[name]);
    if (Number.isFinite(value) && value > 0) search[name] = value;
  }
  const price = Number(raw.price);
  if (raw.price !== undefined && Number.isFinite(price) && price !== 0) search.price = price;
  return search;
}

const PATHS: Record<string, string> = { category: "category", store: "store" };

/** The route and query of the API for it. */
export function apiPath(search: ForecastSearch): string {
  const { level = "all", thing = "" } = search;
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== "") query.set(name, String(value));
  };
  put("horizon", search.horizon);
  put("grain", search.grain);
  put("measure", search.measure);
  put("confidence", search.confidence);
  put("lead_days", search.lead);
  put("review_days", search.review);
  put("service_level", search.service);
  put("price_change", level === "sku" && thing ? search.price : undefined);
  if (search.promoFrom && search.promoTo) {
    put("promotion_from", search.promoFrom);
    put("promotion_to", search.promoTo);
    put("promotion_lift", search.promoLift);
  }
  let path = "/forecast/business";
  if (level === "sku" && thing) path = `/forecast/${encodeURIComponent(thing)}`;
  if (PATHS[level]) {
    path = `/forecast/${PATHS[level]}`;
    put("name", thing);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** Horizons that people ask for, by how fine the steps are. */
export const HORIZONS: Record<string, number[]> = {
  day: [7, 14, 28, 56, 91],
  week: [2, 4, 8, 13, 26],
  month: [1, 3, 6, 12],
};
