/**
 * Worked examples, as the help shows them: the steps with the keys that they take,
 * addresses that show them in the sample publication, and what a terminal says
 * instead. The catalogue has the words; tests open every address and run every line.
 */
import guide from "./guide.json";

export interface Example {
  key: string;
  /** The commands whose keys each step takes. */
  steps: readonly (readonly string[])[];
  links: readonly string[];
  commands: readonly string[];
}

export const examples: readonly Example[] = guide;
