// Countries of Natural Earth (1:110m, public domain) from the package world-atlas, without the
// Antarctic: nobody sells there, and it takes a fifth of the picture.
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";

const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
const all = feature(topology, topology.objects.countries);

export const outline: unknown = {
  ...all,
  features: all.features.filter((f) => f.properties.name !== "Antarctica"),
};
