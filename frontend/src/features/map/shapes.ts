/**
 * What a map article holds: a GeoJSON FeatureCollection (RFC 7946) whose features
 * say from when and to when they stood, what they are called, of which class they
 * are and which source says so.
 */
import { geoCentroid } from "d3-geo";
import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import { ordinal } from "./time";

/** A place, line or area of a map. */
export interface Shape {
  id: number;
  geometry: Geometry;
  label: string;
  class: string;
  source: string;
  /** First and last day, or month, or year, as given; empty: open. */
  from: string;
  to: string;
  /** Where its name stands. */
  at: [number, number];
  /** How many it stands for; the halo's area says it. */
  weight: number;
}

/** A class of shapes, with its place among the colours. */
export interface Entry {
  name: string;
  /** 1 to 6; 6 is the rest (design.md 2). */
  colour: number;
  count: number;
}

const colours = 6;

/** Reads a map; what is no feature with a geometry is left out, a damaged text is an empty map. */
export function readShapes(text: string): Shape[] {
  let read: FeatureCollection;
  try {
    read = JSON.parse(text) as FeatureCollection;
  } catch {
    return [];
  }
  if (!Array.isArray(read?.features)) return [];
  return read.features.flatMap((feature, id) => {
    const at = feature?.geometry ? middle(feature.geometry) : null;
    if (!at) return [];
    const say = (name: string) => said(feature, name);
    return [{ id, geometry: feature.geometry, label: say("label"), class: say("class"), source: say("source"), from: say("from"), to: say("to"), at, weight: 1 }];
  });
}

function said(feature: Feature, name: string): string {
  const value = (feature.properties as Record<string, unknown> | null)?.[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function positions(geometry: Geometry): Position[] {
  switch (geometry.type) {
    case "Point":
      return [geometry.coordinates];
    case "MultiPoint":
    case "LineString":
      return geometry.coordinates;
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates.flat();
    case "MultiPolygon":
      return geometry.coordinates.flat(2);
    default:
      return geometry.geometries.flatMap(positions);
  }
}

/** The middle of an area, or the position in the middle of a line's own; none: null. */
function middle(geometry: Geometry): [number, number] | null {
  if (/Polygon/.test(geometry.type)) {
    const centre = geoCentroid(geometry);
    if (centre.every(Number.isFinite)) return centre;
  }
  const all = positions(geometry).filter((p) => Number.isFinite(p[0]) && Number.isFinite(p[1]) && Math.abs(p[1] ?? 99) <= 90);
  const one = all[Math.floor((all.length - 1) / 2)];
  return one ? [one[0] ?? 0, one[1] ?? 0] : null;
}

/** The classes of a map in the order they are met, the seventh and later as the rest. */
export function legend(shapes: readonly Shape[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const shape of shapes) {
    const known = entries.get(shape.class);
    if (known) known.count++;
    else entries.set(shape.class, { name: shape.class, colour: Math.min(colours, entries.size + 1), count: 1 });
  }
  return [...entries.values()];
}

/** The moments at which something begins or ends, in order. */
export function moments(shapes: readonly Shape[]): string[] {
  // A year stands before its own months, so the order is one of instants: byDate calls them equal.
  return [...new Set(shapes.flatMap((shape) => [shape.from, shape.to]).filter((date) => !Number.isNaN(ordinal(date))))].sort((a, b) => ordinal(a) - ordinal(b) || a.length - b.length);
}

/** Whether a shape stands at a moment; an empty moment is always. */
export function stands(shape: Shape, moment: string): boolean {
  if (!moment) return true;
  return (!shape.from || byDate(shape.from, moment) <= 0) && (!shape.to || byDate(shape.to, moment) >= 0);
}

/** Orders dates of different length: a year stands for its first day when compared with days. */
export function byDate(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  const [x, y] = [a.slice(0, length), b.slice(0, length)];
  return x < y ? -1 : x > y ? 1 : 0;
}
