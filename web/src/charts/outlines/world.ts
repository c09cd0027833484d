// Countries of Natural Earth (1:110m, public domain) from the package world-atlas, without the
// Antarctic: nobody sells there, and it takes a fifth of the picture.
import type { Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";

const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
const all = feature(topology, topology.objects.countries);

/** A ring over the 180th meridian goes on to the east of it, not back around the world. */
function unwrapped(ring: Position[]): Position[] {
  const east = ring.map(([lon = 0]) => lon);
  if (Math.max(...east) - Math.min(...east) < 300) return ring;
  return ring.map(([lon = 0, lat = 0]) => [lon < 0 ? lon + 360 : lon, lat]);
}

const countries = all.features
  .filter((f) => f.properties.name !== "Antarctica")
  .map((f) => {
    const { geometry } = f;
    if (geometry.type === "Polygon") {
      return { ...f, geometry: { ...geometry, coordinates: geometry.coordinates.map(unwrapped) } };
    }
    if (geometry.type !== "MultiPolygon") return f;
    const coordinates = geometry.coordinates.map((polygon) => polygon.map(unwrapped));
    return { ...f, geometry: { ...geometry, coordinates } };
  });

export const outline: unknown = { ...all, features: countries };
