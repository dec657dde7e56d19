/** The base map: land and borders of Natural Earth, loaded when a map is first shown. */
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { FeatureCollection, MultiLineString } from "geojson";

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

export interface Base {
  land: FeatureCollection;
  borders: MultiLineString;
}

let rough: Promise<Base> | undefined;
let fine: Promise<Base> | undefined;
let held: Base | null = null;

/** The fine base map where it was read before. */
export function known(): Base | null {
  return held;
}

/**
 * Gives the base map twice: a rough one at once, so that there is land under the
 * first marks, and the fine one after it. Both are part of the program, nothing
 * is fetched from outside.
 */
export async function base(onRead: (base: Base) => void): Promise<void> {
  if (!held) {
    rough ??= import("world-atlas/countries-110m.json").then((file) => read(file.default as unknown as World));
    onRead(await rough);
    // Two frames later the rough one is on the screen.
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  }
  fine ??= import("world-atlas/countries-50m.json").then((file) => read(file.default as unknown as World));
  held = await fine;
  onRead(held);
}

function read(world: World): Base {
  return {
    land: feature(world, world.objects.land),
    borders: mesh(world, world.objects.countries, (a, b) => a !== b),
  };
}
