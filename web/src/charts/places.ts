// Names of states and countries as the outlines write them. Pure; the outlines themselves come
// later, with the first map.
import { INDIA_NAMES } from "./outlines/india-names";
import { SMALL_COUNTRIES, type Spot } from "./outlines/small-countries";
import { WORLD_NAMES } from "./outlines/world-names";

export type Outline = "india" | "world";

const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();

function indexOf(list: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of list.trim().split(/\n+/)) {
    const names = line.split("|");
    for (const name of names) found.set(plain(name), names[0] ?? "");
  }
  return found;
}

const SMALL_NAMES = SMALL_COUNTRIES.map((c) => c.names.join("|")).join("\n");

/** Where a country lies that is too small for the outline; null for one that is drawn there. */
export const spotOf = (name: string): Spot | null =>
  SMALL_COUNTRIES.find((c) => c.names[0] === name) ?? null;

let indexes: Record<Outline, Map<string, string>> | null = null;
function index(outline: Outline) {
  indexes ??= { india: indexOf(INDIA_NAMES), world: indexOf(`${WORLD_NAMES}\n${SMALL_NAMES}`) };
  return indexes[outline];
}

/** The name on the outline; null for what is no place there. "IN-MH" is read as "MH". */
export function placeOf(name: string, outline: Outline): string | null {
  const text = outline === "india" ? name.replace(/^IN-/i, "") : name;
  return index(outline).get(plain(text)) ?? null;
}

/** The outline on which most of these names lie; null when fewer than half lie on any. */
export function outlineOf(names: readonly string[]): Outline | null {
  const known = names.filter(Boolean);
  const hits = (outline: Outline) => known.filter((n) => placeOf(n, outline) !== null).length;
  const [india, world] = [hits("india"), hits("world")];
  const most = Math.max(india, world);
  if (most === 0 || most * 2 < known.length) return null;
  return india >= world ? "india" : "world";
}

const INDIA_BOX = { west: 67, east: 98, south: 6, north: 37.5 };

/** The outline for points: India when all lie in its box. */
export function outlineAround(points: readonly { lat: number; lon: number }[]): Outline {
  const inside = points.every(
    (p) =>
      p.lon >= INDIA_BOX.west &&
      p.lon <= INDIA_BOX.east &&
      p.lat >= INDIA_BOX.south &&
      p.lat <= INDIA_BOX.north,
  );
  return inside && points.length > 0 ? "india" : "world";
}
