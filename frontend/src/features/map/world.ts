/** The base map: land and borders of Natural Earth, loaded when a map is first shown. */
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { LineString, MultiPolygon, Polygon } from "geojson";

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

export interface Base {
  /** One by one: of the fine ones a few at a time are projected. */
  land: Polygon[];
  borders: LineString[];
}

/** A base map as far as it has been read: a rough one first, the fine one after it. */
export interface Bases {
  rough: Base | null;
  fine: Base | null;
}

let reading: Promise<void> | undefined;
const held: Bases = { rough: null, fine: null };

/** What was read before. */
export function known(): Bases {
  return { ...held };
}

/**
 * Gives the base map twice: the rough one at once, so that there is land under
 * the first marks, and then the fine one too. Both are part of the program,
 * nothing is fetched from outside.
 */
export async function base(onRead: (bases: Bases) => void): Promise<void> {
  if (!held.rough) {
    const file = await import("world-atlas/countries-110m.json");
    held.rough ??= await read(file.default as unknown as World);
    onRead(known());
    // Two frames later the rough one is on the screen.
    await aFrame();
    await aFrame();
  }
  reading ??= import("world-atlas/countries-50m.json").then(async (file) => {
    await aFrame();
    held.fine = await read(file.default as unknown as World);
  });
  await reading;
  onRead(known());
}

/** Land and borders, with a frame between them: each of the fine ones takes as long as one has. */
async function read(world: World): Promise<Base> {
  const land = feature(world, world.objects.land).features.flatMap(({ geometry }) => polygons(geometry as Polygon | MultiPolygon));
  await aFrame();
  const borders = mesh(world, world.objects.countries, (a, b) => a !== b);
  return { land, borders: borders.coordinates.map((coordinates) => ({ type: "LineString", coordinates })) };
}

function polygons(geometry: Polygon | MultiPolygon): Polygon[] {
  return geometry.type === "Polygon" ? [geometry] : geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
}

function aFrame(): Promise<unknown> {
  return new Promise((next) => requestAnimationFrame(next));
}
