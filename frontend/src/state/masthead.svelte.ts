/**
 * Whether the large masthead of the front page is in view: the small one in the
 * bar stands in where it is not.
 */
class MastheadView {
  #seen = $state(false);

  get seen(): boolean {
    return this.#seen;
  }

  /** Follows an element until it goes. */
  watch = (element: Element): (() => void) => {
    this.#seen = true;
    if (typeof IntersectionObserver === "undefined") return () => (this.#seen = false);
    const observer = new IntersectionObserver((entries) => (this.#seen = entries.at(-1)?.isIntersecting ?? true));
    observer.observe(element);
    return () => {
      observer.disconnect();
      this.#seen = false;
    };
  };
}

export const mastheadView = new MastheadView();
