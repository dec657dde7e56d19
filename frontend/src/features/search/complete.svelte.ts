import { api, lane, type Completion, type Suggestion } from "../../api";
import { catalogue } from "../../i18n/index.svelte";

/** Something that may be taken for what is being typed. */
export type Offer = ({ group: "complete" } & Completion) | ({ group: "recent" | "goto" | "articles" } & Suggestion);

const order = ["complete", "recent", "goto", "articles"] as const;

/** What may stand where one is typing: fields and values, searches made before, and where else the words lead. */
export class Offers {
  #list = $state.raw<readonly Offer[]>([]);
  #round = 0;

  get list(): readonly Offer[] {
    return this.#list;
  }

  /**
   * Looks anew; the caret is counted in Unicode letters. Where results stand
   * already, what the words lead to is left to them.
   */
  async look(query: string, caret: number, results: boolean): Promise<void> {
    const round = ++this.#round;
    try {
      const found = query.trim() === "" ? await this.#recent() : [...(await this.#complete(query, caret)), ...(results ? [] : await this.#suggest(query))];
      if (round === this.#round) this.#list = found;
    } catch {
      // A newer letter stopped this call: its answer is on the way.
    }
  }

  close(): void {
    this.#round++;
    this.#list = [];
  }

  async #recent(): Promise<Offer[]> {
    const { queries } = await api.Search.Recent({});
    return queries.slice(0, 8).map((query) => ({ group: "recent", kind: "search", id: query, name: query, dir: "ltr", of: "", published: "", count: 0 }));
  }

  async #complete(query: string, caret: number): Promise<Offer[]> {
    const { completions } = await api.Search.Complete({ query, caret, language: catalogue.language, ...lane("complete") });
    return completions.map((each) => ({ group: "complete", ...each }));
  }

  async #suggest(query: string): Promise<Offer[]> {
    const { suggestions } = await api.Search.Suggest({ text: query, recent: true, ...lane("suggest") });
    const group = (kind: string) => (kind === "article" ? "articles" : kind === "search" ? "recent" : "goto");
    return suggestions.map((each) => ({ group: group(each.kind), ...each }) as Offer).toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
  }
}
