/** The base map: land and borders of Natural Earth, loaded when a map is first shown. */
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { FeatureCollection, MultiLineString } from "geojson";

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

export interface Base {
  land: FeatureCollection;
  borders: MultiLineString;
}

let loading: Promise<Base> | undefined;

/** Gives the base map; it is part of the program, nothing is fetched from outside. */
export function base(): Promise<Base> {
  loading ??= read();
  return loading;
}

async function read(): Promise<Base> {
  const world = (await import("world-atlas/countries-50m.json")).default as unknown as World;
  const land = feature(world, world.objects.land);
  return {
    land,
    borders: mesh(world, world.objects.countries, (a, b) => a !== b),
  };
}
