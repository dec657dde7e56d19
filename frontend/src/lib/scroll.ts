/** How long a page may take to grow as high as it was, in milliseconds. */
const grows = 2_000;

/**
 * Scrolls to where one was. A page that is not as high yet (a map that is being
 * loaded) is followed for a moment, until the place is there or the person moves.
 */
export function scrollTo(scroller: HTMLElement, top: number): void {
  scroller.scrollTo({ top });
  if (scroller.scrollTop >= top - 1 || typeof ResizeObserver === "undefined") return;
  const observer = new ResizeObserver(() => {
    scroller.scrollTo({ top });
    if (scroller.scrollTop >= top - 1) end();
  });
  const end = () => {
    observer.disconnect();
    clearTimeout(late);
    for (const name of moves) removeEventListener(name, end);
  };
  const late = setTimeout(end, grows);
  for (const name of moves) addEventListener(name, end, { once: true, passive: true });
  for (const part of scroller.children) observer.observe(part);
}

const moves = ["wheel", "pointerdown", "keydown", "popstate"] as const;
