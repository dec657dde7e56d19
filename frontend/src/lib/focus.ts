/** The focal point of a picture: where it lies from the left and from the top, in percent. */
export interface Point {
  x: number;
  y: number;
}

/** Where a picture is cropped about that has no point of its own: where faces are. */
export const usualPoint: Point = { x: 50, y: 38 };

/** Reads "50 30"; null: it is no point. */
export function pointOf(text: string): Point | null {
  const found = /^(\d{1,3}) (\d{1,3})$/u.exec(text);
  if (!found) return null;
  const [x, y] = [Number(found[1]), Number(found[2])];
  return x <= 100 && y <= 100 ? { x, y } : null;
}

/** Writes a point as it is kept, inside the picture and in whole percent. */
export function writePoint({ x, y }: Point): string {
  const inside = (value: number) => String(Math.round(Math.min(100, Math.max(0, value))));
  return `${inside(x)} ${inside(y)}`;
}

/** The same for CSS; null leaves the usual one. */
export function objectPosition(focus: string): string | null {
  const point = pointOf(focus);
  return point && `${point.x}% ${point.y}%`;
}
