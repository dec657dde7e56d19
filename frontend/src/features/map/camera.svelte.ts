import type { View } from "./ground";

/** How many times a map can be enlarged. */
const most = 24;

/** Where one is on a map, and how one moves about on it. */
export class Camera implements View {
  scale = $state(1);
  x = $state(0);
  y = $state(0);
  width = $state(0);
  height = $state(0);

  /** Enlarges about a point of the window, by default its middle. */
  zoom(by: number, atX = this.width / 2, atY = this.height / 2): void {
    const to = Math.max(1, Math.min(most, this.scale * by));
    this.x = atX - ((atX - this.x) * to) / this.scale;
    this.y = atY - ((atY - this.y) * to) / this.scale;
    this.scale = to;
    this.#hold();
  }

  move(byX: number, byY: number): void {
    this.x += byX;
    this.y += byY;
    this.#hold();
  }

  whole(): void {
    [this.scale, this.x, this.y] = [1, 0, 0];
  }

  /** Moves until a point of the drawing is well in view; one that is stays where it is. */
  bring(x: number, y: number): void {
    const [atX, atY] = [x * this.scale + this.x, y * this.scale + this.y];
    const edge = Math.min(this.width, this.height) / 8;
    if (atX > edge && atX < this.width - edge && atY > edge && atY < this.height - edge) return;
    this.move(this.width / 2 - atX, this.height / 2 - atY);
  }

  /** The drawing never leaves its window by more than half. */
  #hold(): void {
    this.x = Math.min(this.width / 2, Math.max(this.width / 2 - this.width * this.scale, this.x));
    this.y = Math.min(this.height / 2, Math.max(this.height / 2 - this.height * this.scale, this.y));
  }
}
