/** Pointer, wheel, fingers and keys on a map. */
import type { Camera } from "./camera.svelte";

export interface Hands {
  camera: Camera;
  /** Whether the wheel is the map's without asking: nothing around it scrolls. */
  wheelAlone: () => boolean;
  /** A point of the window was pointed at, or chosen. */
  onPoint: (x: number, y: number, chosen: boolean) => void;
}

/** How far a pointer may slip for its press to be a choice, in pixels. */
const slip = 4;

/** Lays hands on an element; gives what takes them off. */
export function hands(element: HTMLElement, { camera, wheelAlone, onPoint }: Hands): () => void {
  const pointers = new Map<number, { x: number; y: number }>();
  let slipped = 0;
  const place = (event: MouseEvent) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  function down(event: PointerEvent) {
    if (pointers.size === 0) slipped = 0;
    pointers.set(event.pointerId, place(event));
    element.setPointerCapture(event.pointerId);
  }
  function drag(event: PointerEvent) {
    const before = pointers.get(event.pointerId);
    const now = place(event);
    if (!before) {
      onPoint(now.x, now.y, false);
      return;
    }
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const far = (p: { x: number; y: number }) => Math.hypot(p.x - other.x, p.y - other.y);
      if (far(before) > 0) camera.zoom(far(now) / far(before), (now.x + other.x) / 2, (now.y + other.y) / 2);
      slipped = Infinity;
    } else {
      slipped += Math.hypot(now.x - before.x, now.y - before.y);
      if (slipped > slip) camera.move(now.x - before.x, now.y - before.y);
    }
    pointers.set(event.pointerId, now);
  }
  function up(event: PointerEvent) {
    if (pointers.delete(event.pointerId) && event.type === "pointerup" && slipped <= slip) {
      const { x, y } = place(event);
      onPoint(x, y, true);
    }
  }
  function wheel(event: WheelEvent) {
    // A page that is scrolled past a map is not caught by it.
    if (!event.ctrlKey && !wheelAlone() && document.activeElement !== element) return;
    event.preventDefault();
    const { x, y } = place(event);
    camera.zoom(Math.exp(-event.deltaY / 400), x, y);
  }
  function key(event: KeyboardEvent) {
    const step = 60;
    const acts: Record<string, () => void> = {
      "+": () => camera.zoom(1.5), "=": () => camera.zoom(1.5), "-": () => camera.zoom(1 / 1.5), "0": () => camera.whole(),
      ArrowLeft: () => camera.move(step, 0), ArrowRight: () => camera.move(-step, 0), ArrowUp: () => camera.move(0, step), ArrowDown: () => camera.move(0, -step),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  const off = new AbortController();
  const { signal } = off;
  element.addEventListener("pointerdown", down, { signal });
  element.addEventListener("pointermove", drag, { signal });
  element.addEventListener("pointerup", up, { signal });
  element.addEventListener("pointercancel", up, { signal });
  element.addEventListener("wheel", wheel, { passive: false, signal });
  element.addEventListener("keydown", key, { signal });
  return () => off.abort();
}
