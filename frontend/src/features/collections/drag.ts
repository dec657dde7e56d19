/** How far the pointer goes before it drags, in pixels. */
const far = 5;

export interface Pull {
  /** Where it would go now: before that number; null: nowhere. */
  over: (to: number | null) => void;
  drop: (to: number) => void;
  /** Dropped on a collection of the tree. */
  into: (shelf: string) => void;
}

/**
 * Lets an item go with the pointer. Pointer events, since the drag of the browser itself
 * does not reach every window; keys do all of this too.
 */
export function pull(event: PointerEvent, { over, drop, into }: Pull): void {
  if (event.button !== 0) return;
  event.preventDefault();
  const { clientX, clientY, pointerId } = event;
  let dragged = false;
  let to: number | null = null;
  let shelf: HTMLElement | null = null;

  const moved = (now: PointerEvent) => {
    if (now.pointerId !== pointerId) return;
    dragged ||= Math.hypot(now.clientX - clientX, now.clientY - clientY) >= far;
    if (!dragged) return;
    const under = document.elementFromPoint(now.clientX, now.clientY);
    shelf?.removeAttribute("data-over");
    shelf = under?.closest<HTMLElement>("[data-shelf]") ?? null;
    shelf?.setAttribute("data-over", "");
    to = shelf ? null : placeOf(under?.closest<HTMLElement>("[data-item]") ?? null, now.clientY);
    over(to);
  };
  const end = () => {
    removeEventListener("pointermove", moved);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", end);
    removeEventListener("keydown", key, true);
    shelf?.removeAttribute("data-over");
    over(null);
  };
  const up = (now: PointerEvent) => {
    if (now.pointerId !== pointerId) return;
    const [place, name] = [to, shelf?.dataset.shelf];
    end();
    if (name) into(name);
    else if (dragged && place !== null) drop(place);
  };
  const key = (pressed: KeyboardEvent) => {
    if (pressed.key !== "Escape") return;
    pressed.stopPropagation();
    end();
  };
  addEventListener("pointermove", moved);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", end);
  addEventListener("keydown", key, true);
}

/** Before an item, or behind it where the pointer is in its lower half. */
function placeOf(item: HTMLElement | null, y: number): number | null {
  if (!item) return null;
  const box = item.getBoundingClientRect();
  return Number(item.dataset.item) + (y > box.top + box.height / 2 ? 1 : 0);
}
