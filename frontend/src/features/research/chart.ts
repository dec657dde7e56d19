/** Where the points, bars, lines and numbers of a chart stand. Nothing here draws. */

/** The plot's own measures, in pixels of the drawing. */
export interface Room {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** How each series is told apart without its colour: a dash and a shape (design.md 2, Data). */
export const dashes = ["", "6 3", "2 3", "9 3 2 3", "12 4", "1 4"] as const;
/** Markers about the origin, in the order of the series. */
export const shapes = [
  "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
  "M-3.5-3.5h7v7h-7z",
  "M0-4.5 4.2 3.5h-8.4z",
  "M0-4.8 4.8 0 0 4.8-4.8 0z",
  "M-4.2-3.5h8.4L0 4.5z",
  "M-4-1.3h2.7V-4h2.6v2.7H4v2.6H1.3V4h-2.6V1.3H-4z",
] as const;

/** The numbers of an axis from zero, four steps at most, and the last at or above the highest value. */
export function ticks(most: number): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? 10 * power;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** Where a value stands. */
export function yOf(value: number, most: number, room: Room): number {
  return room.height - room.bottom - (value / most) * (room.height - room.top - room.bottom);
}

/** The middle of a period, of so many. */
export function xOf(at: number, count: number, room: Room): number {
  return room.left + ((at + 0.5) / count) * (room.width - room.left - room.right);
}

/** The period under a place. */
export function periodAt(x: number, count: number, room: Room): number {
  const at = Math.floor(((x - room.left) / (room.width - room.left - room.right)) * count);
  return Math.max(0, Math.min(count - 1, at));
}

/** The line of a series. */
export function line(values: readonly number[], most: number, room: Room): string {
  return values.map((value, i) => `${i === 0 ? "M" : "L"}${xOf(i, values.length, room).toFixed(1)} ${yOf(value, most, room).toFixed(1)}`).join("");
}

/** The bar of a series in its period: its start and its width. */
export function bar(at: number, series: number, count: number, all: number, room: Room): { x: number; width: number } {
  const step = (room.width - room.left - room.right) / count;
  const width = (step * 0.8) / all;
  return { x: room.left + at * step + step * 0.1 + series * width, width: Math.max(0.5, width - (width > 3 ? 1 : 0)) };
}

/** Which periods have their name under the axis: no more than there is room for, evenly. */
export function named(count: number, room: Room, wide = 96): number[] {
  const most = Math.max(1, Math.floor((room.width - room.left - room.right) / wide));
  const step = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
}

/** Heights for the words at the ends of lines, moved apart where they would cover each other. */
export function apart(wanted: readonly number[], gap: number, most: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const out = [...wanted];
  let last = -Infinity;
  for (const i of order) last = out[i] = Math.max(out[i] ?? 0, last + gap);
  let next = most + gap;
  for (const i of order.toReversed()) next = out[i] = Math.min(out[i] ?? 0, next - gap);
  return out;
}

/** The colour of a series. */
export function hue(series: number): string {
  return `var(--d${series + 1})`;
}
