/** Tells whenever a box comes near the view of the page's main part, or leaves it: what is near is drawn before it is seen. */
export function whileNear(box: HTMLElement, told: (near: boolean) => void): { destroy: () => void } {
  const observer = new IntersectionObserver(([entry]) => entry && told(entry.isIntersecting), { root: box.closest("main"), rootMargin: "1500px 0px" });
  observer.observe(box);
  return { destroy: () => observer.disconnect() };
}
