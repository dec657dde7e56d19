/** What the search screen knows of the query in the field: where something in it was mended. */
class Searching {
  #query = $state("");
  #wrong = $state.raw<readonly { start: number; end: number }[]>([]);

  /** The query that the places are in. */
  get query(): string {
    return this.#query;
  }
  /** Places in Unicode letters. */
  get wrong(): readonly { start: number; end: number }[] {
    return this.#wrong;
  }

  tell(query: string, wrong: readonly { start: number; end: number }[]): void {
    this.#query = query;
    this.#wrong = wrong.filter((place) => place.end > place.start);
  }
}

export const searching = new Searching();
