/**
 * What was typed into the comment form of an article and is not sent yet: it is
 * there again when one comes back to the article. It lasts while the program is
 * open, and so do the name and the address that one gave last.
 */
class Unsent {
  #texts = $state<Record<string, string>>({});
  name = $state("");
  email = $state("");

  text(article: string): string {
    return this.#texts[article] ?? "";
  }
  keep(article: string, text: string): void {
    this.#texts[article] = text;
  }
}

export const unsent = new Unsent();
