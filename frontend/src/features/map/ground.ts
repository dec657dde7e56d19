/** Geometry projected once into flat numbers, so that each frame only walks what is in view. */
import { geoPath, type GeoPermissibleObjects, type GeoProjection } from "d3-geo";

/** A ring or a line in the units of the drawing, with the box in which it lies. */
export interface Run {
  points: Float32Array;
  closed: boolean;
  west: number;
  north: number;
  east: number;
  south: number;
}

/** Projects a geometry into runs. */
export function runs(projection: GeoProjection, geometry: GeoPermissibleObjects): Run[] {
  return runsOf(projection)(geometry);
}

function runsOf(projection: GeoProjection): (geometry: GeoPermissibleObjects) => Run[] {
  let found: Run[] = [];
  let current: number[] = [];
  const end = (closed: boolean) => {
    if (current.length >= 4) found.push(run(current, closed));
    current = [];
  };
  const path = geoPath(projection, {
    beginPath: () => undefined,
    moveTo: (x: number, y: number) => {
      end(false);
      current.push(x, y);
    },
    lineTo: (x: number, y: number) => void current.push(x, y),
    closePath: () => end(true),
    arc: () => undefined,
  });
  return (geometry) => {
    found = [];
    path(geometry);
    end(false);
    return found;
  };
}

/** How long a frame may be busy with geometry while somebody moves the map, in milliseconds. */
const spare = 5;

/**
 * Projects many geometries like runs, a few in each frame, so that what is on
 * the screen goes on moving; gives what ends it early.
 */
export function runsLater(projection: GeoProjection, geometries: readonly GeoPermissibleObjects[], onDone: (found: Run[]) => void): () => void {
  const project = runsOf(projection);
  const found: Run[] = [];
  let next = 0;
  const step = () => {
    const until = performance.now() + spare;
    do {
      const geometry = geometries[next++];
      if (!geometry) {
        onDone(found);
        return;
      }
      for (const each of project(geometry)) found.push(each);
    } while (performance.now() < until);
    frame = requestAnimationFrame(step);
  };
  let frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}

function run(numbers: number[], closed: boolean): Run {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < numbers.length; i += 2) {
    const [x, y] = [numbers[i] ?? 0, numbers[i + 1] ?? 0];
    west = Math.min(west, x);
    east = Math.max(east, x);
    north = Math.min(north, y);
    south = Math.max(south, y);
  }
  return { points: Float32Array.from(numbers), closed, west, north, east, south };
}

/** Where one is on a map: the drawing is enlarged by scale and then moved. */
export interface View {
  scale: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Adds the runs in view to the current path; points nearer to each other than this many pixels are passed over. */
export function trace(context: CanvasRenderingContext2D, all: readonly Run[], view: View, near = 0.9): void {
  const { scale, x, y, width, height } = view;
  for (const each of all) {
    if (each.east * scale + x < 0 || each.west * scale + x > width || each.south * scale + y < 0 || each.north * scale + y > height) continue;
    if ((each.east - each.west) * scale < near && (each.south - each.north) * scale < near) continue;
    const { points } = each;
    let lastX = (points[0] ?? 0) * scale + x;
    let lastY = (points[1] ?? 0) * scale + y;
    context.moveTo(lastX, lastY);
    for (let i = 2; i < points.length; i += 2) {
      const atX = (points[i] ?? 0) * scale + x;
      const atY = (points[i + 1] ?? 0) * scale + y;
      if (Math.abs(atX - lastX) < near && Math.abs(atY - lastY) < near && i < points.length - 2) continue;
      context.lineTo(atX, atY);
      lastX = atX;
      lastY = atY;
    }
    if (each.closed) context.closePath();
  }
}
