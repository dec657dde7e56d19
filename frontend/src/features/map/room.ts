/** A box on the drawing, in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How wide the squares are in which boxes are looked for. */
const square = 64;

/** Which boxes have been taken; one that would lie over another finds no room. */
export class Room {
  #taken = new Map<number, Box[]>();

  /** Takes a box whether or not it lies over others. */
  put(box: Box): void {
    for (const key of squares(box)) {
      const there = this.#taken.get(key);
      if (there) there.push(box);
      else this.#taken.set(key, [box]);
    }
  }

  /** Takes a box where nothing lies, but for what is let pass; false where something does. */
  take(box: Box, but?: Box): boolean {
    for (const key of squares(box)) {
      if (this.#taken.get(key)?.some((other) => other !== but && over(box, other))) return false;
    }
    this.put(box);
    return true;
  }
}

function over(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function* squares(box: Box): Generator<number> {
  for (let x = Math.floor(box.x / square); x <= Math.floor((box.x + box.width) / square); x++) {
    for (let y = Math.floor(box.y / square); y <= Math.floor((box.y + box.height) / square); y++) yield x * 10_007 + y;
  }
}
