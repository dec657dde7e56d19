import { expect, it } from "vitest";
import { en, type MessageKey } from "../../i18n/en";
import { match } from "../../routes";
import { commands } from "../../state/commands.svelte";
import { researchTabs } from "../../research";
import { examples } from "./guide";

it("leads to screens that are there", () => {
  for (const to of examples.flatMap((example) => example.links)) {
    const [path = "", query] = to.split("?");
    expect(match(path), to).not.toBeNull();
    const tab = new URLSearchParams(query).get("tab");
    if (tab) expect(researchTabs.map((one) => one.key)).toContain(tab);
  }
});

it("names keys of commands that are there", () => {
  const known = new Map(commands.all.map((command) => [command.id, commands.keysOf(command)]));
  for (const id of examples.flatMap((example) => example.steps.flat())) expect(known.get(id), id).toBeTruthy();
});

it("says every step, way and purpose, and nothing that is no longer there", () => {
  const said = examples.flatMap(({ key, steps, links }) => [`guide.${key}`, `guide.${key}.when`, ...steps.map((_, i) => `guide.${key}.step${i + 1}`), ...links.map((_, i) => `guide.${key}.go${i + 1}`)]);
  expect(said.filter((key) => !en[key as MessageKey])).toEqual([]);
  expect(Object.keys(en).filter((key) => key.startsWith("guide.") && !said.includes(key))).toEqual([]);
});

it("gives whole command lines, quoted as every shell reads them", () => {
  for (const line of examples.flatMap((example) => example.commands)) expect(line).toMatch(/^broadsheet (?:[^'"`$\\]|'[^']*')+$/);
});
