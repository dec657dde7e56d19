/** Puts a map on a canvas: sea, land, lines and areas, points, names. */
import { Room, type Box } from "./room";
import { trace, type Run, type View } from "./ground";
import type { Shape } from "./shapes";
import { nameHeight, type Palette, type PointState, type Sprites } from "./sprites";

/** A shape as it is drawn, in the units of the drawing. */
export interface Mark {
  shape: Shape;
  kind: "point" | "line" | "area";
  /** Where its name stands. */
  x: number;
  y: number;
  /** What is drawn of a line or an area. */
  runs: Run[];
  colour: number;
}

export interface Ground {
  land: Run[];
  borders: Run[];
  grid: Run[];
}

export interface Scene {
  ground: Ground | null;
  /** In order of rank: the first to be named is the first. */
  marks: readonly Mark[];
  /** Which of them stand at the moment shown. */
  standing: (shape: Shape) => boolean;
  /** The id of the chosen shape; -1: none. */
  chosen: number;
}

/** From how many points in view on their halos would only lie over each other. */
const crowd = 300;

/** Draws the whole of what is in view. */
export function paint(to: CanvasRenderingContext2D, scene: Scene, view: View, colours: Palette, sprites: Sprites): void {
  to.fillStyle = colours.sea;
  to.fillRect(0, 0, view.width, view.height);
  if (scene.ground) paintGround(to, scene.ground, view, colours);
  const seen = inView(scene.marks, view);
  for (const { mark } of seen) if (mark.kind !== "point") paintShape(to, mark, scene, view, colours);
  const points = seen.filter(({ mark }) => mark.kind === "point");
  const ordinary: PointState = points.length > crowd ? "bare" : "now";
  const order = (each: Placed) => (each.mark.shape.id === scene.chosen ? 2 : scene.standing(each.mark.shape) ? 1 : 0);
  const layers: Placed[][] = [[], [], []];
  for (const each of points) layers[order(each)]?.push(each);
  layers.forEach((layer, i) => {
    const state: PointState = i === 0 ? "absent" : i === 1 ? ordinary : "chosen";
    for (const { mark, x, y } of layer) {
      const sprite = sprites.point(mark.colour, state, mark.shape.weight);
      to.drawImage(sprite.image, x - sprite.width / 2, y - sprite.height / 2, sprite.width, sprite.height);
    }
  });
  paintNames(to, seen, points, scene, view, sprites);
}

interface Placed {
  mark: Mark;
  x: number;
  y: number;
}

/** The marks of which something is in view, with their place in the window. */
function inView(marks: readonly Mark[], view: View): Placed[] {
  const edge = 24;
  const seen: Placed[] = [];
  for (const mark of marks) {
    const x = mark.x * view.scale + view.x;
    const y = mark.y * view.scale + view.y;
    if (mark.kind !== "point" || (x > -edge && x < view.width + edge && y > -edge && y < view.height + edge)) seen.push({ mark, x, y });
  }
  return seen;
}

function paintGround(to: CanvasRenderingContext2D, ground: Ground, view: View, colours: Palette): void {
  to.lineWidth = 1;
  to.strokeStyle = colours.grid;
  to.beginPath();
  trace(to, ground.grid, view, 4);
  to.stroke();
  to.beginPath();
  trace(to, ground.land, view);
  to.fillStyle = colours.land;
  to.fill();
  to.strokeStyle = colours.coast;
  to.stroke();
  to.setLineDash([2, 3]);
  to.beginPath();
  trace(to, ground.borders, view, 2);
  to.stroke();
  to.setLineDash([]);
}

function paintShape(to: CanvasRenderingContext2D, mark: Mark, scene: Scene, view: View, colours: Palette): void {
  const chosen = mark.shape.id === scene.chosen;
  const stands = scene.standing(mark.shape);
  const colour = colours.classes[mark.colour] ?? colours.ink;
  to.beginPath();
  trace(to, mark.runs, view);
  if (mark.kind === "area" && (stands || chosen)) {
    to.globalAlpha = chosen ? 0.4 : 0.22;
    to.fillStyle = colour;
    to.fill();
    to.globalAlpha = 1;
  }
  to.strokeStyle = stands || chosen ? colour : colours.faint;
  to.lineWidth = chosen ? 3.5 : stands ? (mark.kind === "line" ? 2 : 1.5) : 1;
  if (!stands) to.setLineDash([3, 4]);
  to.stroke();
  to.setLineDash([]);
}

/** The chosen one is named first, then the others in their order, each where it finds room. */
function paintNames(to: CanvasRenderingContext2D, seen: readonly Placed[], points: readonly Placed[], scene: Scene, view: View, sprites: Sprites): void {
  const room = new Room();
  const dots = new Map<Mark, Box>();
  for (const { mark, x, y } of points) {
    const dot = { x: x - 5, y: y - 5, width: 10, height: 10 };
    dots.set(mark, dot);
    if (scene.standing(mark.shape)) room.put(dot);
  }
  const chosen = seen.filter(({ mark }) => mark.shape.id === scene.chosen);
  for (const { mark, x, y } of [...chosen, ...seen]) {
    const strong = mark.shape.id === scene.chosen;
    if (!mark.shape.label || (!strong && !scene.standing(mark.shape))) continue;
    if (x < 0 || x > view.width || y < 0 || y > view.height) continue;
    const width = sprites.width(mark.shape.label, strong);
    const away = mark.kind === "point" ? (strong ? 12 : 10) : -width / 2;
    const [top, after, before] = [y - nameHeight / 2, x + away, x - away - width];
    // A name that would leave the map, or lie over another, stands on the other side of its place.
    for (const left of mark.kind === "point" ? [after, before] : [after]) {
      if (left < 2 || left + width > view.width - 2) continue;
      if (!room.take({ x: left, y: top, width, height: nameHeight }, dots.get(mark))) continue;
      const sprite = sprites.name(mark.shape.label, strong);
      to.drawImage(sprite.image, Math.round(left) - 3, Math.round(top) - 1, sprite.width, sprite.height);
      break;
    }
  }
}

/** The mark at a point of the window: the nearest point, else the line or area there. */
export function hit(to: CanvasRenderingContext2D, marks: readonly Mark[], view: View, x: number, y: number, reach: number): Mark | null {
  let found: Mark | null = null;
  let far = reach;
  for (const mark of marks) {
    if (mark.kind !== "point") continue;
    const away = Math.hypot(mark.x * view.scale + view.x - x, mark.y * view.scale + view.y - y);
    if (away < far) [found, far] = [mark, away];
  }
  if (found) return found;
  to.save();
  to.setTransform(1, 0, 0, 1, 0, 0);
  to.lineWidth = reach;
  const other = marks.findLast((mark) => {
    if (mark.kind === "point") return false;
    to.beginPath();
    trace(to, mark.runs, view);
    return to.isPointInStroke(x, y) || (mark.kind === "area" && to.isPointInPath(x, y));
  });
  to.restore();
  return other ?? null;
}
