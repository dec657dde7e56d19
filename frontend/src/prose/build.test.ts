// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import type { BodyNode, Picture } from "../api/types.gen";
import { buildProse, type ProseOptions } from "./build";

const stored: Picture = {
  src: "/media/abc", remote: "", alt: "", caption: "", credit: "", focus: "", width: 800, height: 600, colour: "#334455", thumb: "",
  renditions: [{ src: "/media/small", width: 320 }],
};
const options: ProseOptions = {
  facts: new Map([["/media/abc", stored]]), idPrefix: "b-", missing: (address) => `not stored: ${address}`, sizes: "640px",
};

function build(...nodes: BodyNode[]): HTMLElement {
  const box = document.createElement("div");
  box.appendChild(buildProse(nodes, options));
  return box;
}

describe("buildProse", () => {
  it("builds blocks with prefixed ids and text as text", () => {
    const box = build({ t: "p", a: { id: "k1", lang: "fa", dir: "rtl" }, c: [{ x: "<b>not bold</b>" }] });
    const p = box.querySelector("p");
    expect(p?.id).toBe("b-k1");
    expect(p?.lang).toBe("fa");
    expect(p?.textContent).toBe("<b>not bold</b>");
  });

  it.each(["script", "iframe", "style", "svg", "object", "form", "input"])("keeps only the text of %s", (tag) => {
    const box = build({ t: tag, a: { src: "x", onload: "alert(1)" }, c: [{ x: "kept" }] });
    expect(box.querySelector(tag)).toBeNull();
    expect(box.textContent).toBe("kept");
  });

  it("drops attributes that are not in the table", () => {
    const box = build({ t: "p", a: { onclick: "alert(1)", style: "color:red", class: "x" }, c: [] });
    expect(box.querySelector("p")?.attributes).toHaveLength(0);
  });

  it.each(["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/x"])("gives %s no address", (href) => {
    const box = build({ t: "a", a: { href }, c: [{ x: "link" }] });
    expect(box.querySelector("a")?.hasAttribute("href")).toBe(false);
  });

  it("leads into the text, into the library and outside", () => {
    const box = build({ t: "a", a: { href: "#n1" } }, { t: "a", a: { href: "/article/7" } }, { t: "a", a: { href: "https://example.org/" } });
    const [inText, inside, outside] = [...box.querySelectorAll("a")];
    expect(inText?.getAttribute("href")).toBe("#b-n1");
    expect(inside?.getAttribute("data-inside")).toBe("/article/7");
    expect(inside?.getAttribute("href")).toBe("/article/7");
    expect(outside?.rel).toContain("noopener");
  });

  it("gives stored pictures their size and renditions", () => {
    const image = build({ t: "figure", a: { "data-type": "image" }, c: [{ t: "img", a: { src: "/media/abc", alt: "A quay" } }] }).querySelector("img");
    expect(image?.getAttribute("width")).toBe("800");
    expect(image?.getAttribute("srcset")).toContain("/media/small 320w");
    expect(image?.alt).toBe("A quay");
  });

  it("names a picture that is not stored and fetches nothing", () => {
    const box = build({ t: "figure", a: { "data-type": "image", "data-src": "https://example.org/a.jpg", "data-alt": "A quay" }, c: [] });
    expect(box.querySelector("img")).toBeNull();
    expect(box.textContent).toBe("not stored: https://example.org/a.jpg");
  });

  it("draws a picture that was fetched later from where it is here", () => {
    const node = { t: "figure", a: { "data-type": "image", "data-src": "https://example.org/a.jpg", "data-alt": "A quay" }, c: [{ t: "figcaption", c: [{ x: "At dusk" }] }] };
    const box = document.createElement("div");
    box.appendChild(buildProse([node], { ...options, facts: new Map([["https://example.org/a.jpg", stored]]) }));
    const image = box.querySelector("img");
    expect(image?.getAttribute("src")).toBe("/media/abc");
    expect(image?.alt).toBe("A quay");
    expect(box.querySelector("figcaption")?.textContent).toBe("At dusk");
  });

  it("shows an embed as a link and never as a frame", () => {
    const box = build({ t: "figure", a: { "data-type": "embed", "data-src": "https://example.org/film", "data-title": "A film" }, c: [] });
    expect(box.querySelector("iframe")).toBeNull();
    expect(box.querySelector("a")?.textContent).toBe("A film");
    expect(box.querySelector("a")?.getAttribute("href")).toBe("https://example.org/film");
  });

  it("gives stored films the system's controls", () => {
    const film = build({ t: "figure", a: { "data-type": "film" }, c: [{ t: "video", a: { src: "/media/abc" } }] }).querySelector("video");
    expect(film?.controls).toBe(true);
    expect(film?.getAttribute("src")).toBe("/media/abc");
  });
});
