import { describe, expect, it } from "vitest";
import type { BodyNode } from "../../api";
import { fakePicture } from "../../api/fake";
import { bodyPictures } from "./pictures";

describe("bodyPictures", () => {
  it("takes stored pictures in their order, with the words of their figures", () => {
    const body = [
      { t: "figure", c: [{ t: "img", a: { src: "/media/1", alt: "A mole" } }, { t: "figcaption", c: [{ x: "The mole " }, { t: "em", c: [{ x: "at dusk" }] }] }] },
      { t: "p", c: [{ t: "img", a: { src: "https://example.org/x.jpg" } }, { t: "img", a: { src: "/media/2" } }] },
    ];
    const media = [{ src: "/media/1", picture: fakePicture({ src: "/m/1" }) }, { src: "/media/2", picture: fakePicture({ src: "/m/2" }) }];
    expect(bodyPictures({ body, media }).map((p) => [p.src, p.alt, p.caption])).toEqual([["/m/1", "A mole", "The mole at dusk"], ["/m/2", "", ""]]);
  });

  it("takes a picture that was fetched later by its address", () => {
    const body: BodyNode[] = [
      { t: "figure", a: { "data-src": "https://p.example/a.jpg", "data-alt": "A boat", "data-type": "image" }, c: [{ t: "figcaption", c: [{ x: "At sea" }] }] },
      { t: "figure", a: { "data-src": "https://p.example/b.jpg", "data-type": "image" } },
    ];
    const media = [{ src: "https://p.example/a.jpg", picture: fakePicture({ src: "/m/1" }) }];
    expect(bodyPictures({ body, media }).map((p) => [p.src, p.alt, p.caption])).toEqual([["/m/1", "A boat", "At sea"]]);
  });
});
