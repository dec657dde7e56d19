import type { DeskItem } from "../../api";
import { fits, spotOf, type Page, type SlotName, type Spot } from "./arrange";

/** How far the pointer goes before it drags, in pixels. */
const far = 5;

/** Where an item lies on the screen, for finding where the pointer would put one. */
export interface Target {
  spot: Spot;
  box: { x: number; y: number; width: number; height: number };
}

/**
 * An item that goes with the pointer. Pointer events, since the drag of the browser
 * itself does not reach every window; keys do all of this too.
 */
export class Drag {
  #item = $state.raw<DeskItem | null>(null);
  #at = $state.raw({ x: 0, y: 0 });
  #spot = $state.raw<Spot | null>(null);

  get item(): DeskItem | null {
    return this.#item;
  }
  get at(): { x: number; y: number } {
    return this.#at;
  }
  /** Where the item would stand now; null: nowhere. */
  get spot(): Spot | null {
    return this.#spot;
  }

  /** Follows a pressed pointer; dropped is told of the spot where it was let go. */
  begin(event: PointerEvent, item: DeskItem, page: () => Page, targets: () => Target[], dropped: (item: DeskItem, spot: Spot) => void): void {
    if (event.button !== 0) return;
    const { clientX, clientY, pointerId } = event;
    const moved = (now: PointerEvent) => {
      if (now.pointerId !== pointerId) return;
      if (!this.#item && Math.hypot(now.clientX - clientX, now.clientY - clientY) < far) return;
      now.preventDefault();
      this.#item = item;
      this.#at = { x: now.clientX, y: now.clientY };
      this.#spot = nearest(this.#at, item, spotOf(page(), item)?.slot, targets());
    };
    const done = (now?: PointerEvent) => {
      if (now && now.pointerId !== pointerId) return;
      removeEventListener("pointermove", moved);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", cancelled);
      removeEventListener("keydown", key, true);
      this.#item = this.#spot = null;
    };
    const up = (now: PointerEvent) => {
      const spot = this.#spot;
      const dragged = this.#item !== null;
      done(now);
      if (dragged && spot) dropped(item, spot);
      if (dragged) addEventListener("click", (click) => click.stopPropagation(), { capture: true, once: true });
    };
    const cancelled = (now: PointerEvent) => done(now);
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== "Escape" || !this.#item) return;
      pressed.stopPropagation();
      done();
    };
    addEventListener("pointermove", moved);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", cancelled);
    addEventListener("keydown", key, true);
  }
}

/** The spot before or after the item whose box the pointer is in or nearest to; null: it is far from all. */
export function nearest(at: { x: number; y: number }, item: DeskItem, from: SlotName | undefined, targets: readonly Target[]): Spot | null {
  const reach = 80;
  let best: { away: number; target: Target } | null = null;
  for (const target of targets) {
    if (!fits(target.spot.slot, item, from)) continue;
    const { x, y, width, height } = target.box;
    const away = Math.hypot(Math.max(x - at.x, 0, at.x - x - width), Math.max(y - at.y, 0, at.y - y - height));
    if (away <= reach && (!best || away < best.away)) best = { away, target };
  }
  if (!best) return null;
  const { spot, box } = best.target;
  if (spot.slot === "lead") return spot;
  return { slot: spot.slot, index: spot.index + (at.y > box.y + box.height / 2 ? 1 : 0) };
}
