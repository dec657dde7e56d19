/** One tab stop for a toolbar: arrow keys, Home and End move between its tools (WAI-ARIA toolbar pattern). */
export function roving(bar: HTMLElement, leave: () => void): { destroy(): void } {
  const tools = () => [...bar.querySelectorAll<HTMLElement>("button:not([role=menuitem]), select")];
  const stop = (tool: HTMLElement | undefined) => {
    for (const other of tools()) other.tabIndex = other === tool ? 0 : -1;
  };
  const focused = (event: FocusEvent) => {
    if (event.target instanceof HTMLElement && tools().includes(event.target)) stop(event.target);
  };
  const pressed = (event: KeyboardEvent) => {
    const all = tools();
    const here = all.indexOf(event.target as HTMLElement);
    if (here < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    let to = here;
    if (event.key === forward) to = (here + 1) % all.length;
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") to = (here - 1 + all.length) % all.length;
    else if (event.key === "Home") to = 0;
    else if (event.key === "End") to = all.length - 1;
    else if (event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Escape") leave();
    else all[to]?.focus();
  };
  // Tools come and go with where the caret is: one of them is always the stop.
  const watch = new MutationObserver(() => {
    if (!tools().some((tool) => tool.tabIndex === 0)) stop(tools()[0]);
  });
  bar.addEventListener("focusin", focused);
  bar.addEventListener("keydown", pressed);
  watch.observe(bar, { childList: true, subtree: true });
  stop(tools()[0]);
  return {
    destroy() {
      bar.removeEventListener("focusin", focused);
      bar.removeEventListener("keydown", pressed);
      watch.disconnect();
    },
  };
}
