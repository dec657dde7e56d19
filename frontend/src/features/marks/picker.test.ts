import { beforeEach, expect, it } from "vitest";
import { Picker } from "./picker";
import { wordsOf } from "./words";

const picker = new Picker({ scroller: () => null });
let field: HTMLInputElement;

beforeEach(() => {
  const prose = document.createElement("div");
  const block = document.createElement("p");
  block.id = "b-one";
  block.append("The tide rises. Nobody knew. It falls.");
  block.getBoundingClientRect = () => new DOMRect(0, 100, 600, 40);
  prose.append(block);
  field = document.createElement("input");
  document.body.replaceChildren(prose, field);
  picker.start(wordsOf(prose), "en");
});

const press = (key: string, how: KeyboardEventInit = {}, target: EventTarget = document.body) => {
  let moved = false;
  target.addEventListener("keydown", (event) => (moved = picker.move(event as KeyboardEvent, false)), { once: true });
  target.dispatchEvent(new KeyboardEvent("keydown", { key, ...how }));
  return moved;
};
const said = () => getSelection()?.toString();

it("goes by sentence and by word", () => {
  expect(said()).toBe("The tide rises.");
  expect(press("ArrowDown")).toBe(true);
  expect(said()).toBe("Nobody knew.");
  press("ArrowDown", { shiftKey: true });
  expect(said()).toBe("Nobody knew. It falls.");
});

it("leaves keys that are for something else", () => {
  for (const how of [{ altKey: true }, { ctrlKey: true }, { metaKey: true }]) expect(press("ArrowRight", how)).toBe(false);
  expect(press("ArrowLeft", {}, field)).toBe(false);
  expect(press("j")).toBe(false);
  expect(said()).toBe("The tide rises.");
});
