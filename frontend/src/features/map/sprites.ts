/** Small drawings that are made once and put down many times: points with their halo, and names. */

/** The colours of a map as its element has them, and the faces of its names. */
export interface Palette {
  sea: string;
  land: string;
  coast: string;
  grid: string;
  paper: string;
  ink: string;
  faint: string;
  sans: string;
  /** By the number of the legend; 0 is never used. */
  classes: string[];
}

/** Reads the tokens that are in force on an element. */
export function palette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    sea: token("sea"), land: token("paper-2"), coast: token("rule-2"), grid: token("rule"), paper: token("paper"), ink: token("ink"), faint: token("ink-3"), sans: token("sans"),
    classes: ["", ...[1, 2, 3, 4, 5, 6].map((number) => token(`d${number}`))],
  };
}

/** A drawing with its size in pixels of the page. */
export interface Sprite {
  image: HTMLCanvasElement;
  width: number;
  height: number;
}

export type PointState = "now" | "bare" | "absent" | "chosen";

const size = 12;
/** The height of a name's box. */
export const nameHeight = 16;

export class Sprites {
  #points = new Map<string, Sprite>();
  #names = new Map<string, Sprite>();
  #widths = new Map<string, number>();
  #measure = document.createElement("canvas").getContext("2d");

  constructor(
    private colours: Palette,
    private ratio: number,
    private dir: CanvasDirection,
  ) {}

  /** A point: 8 px with its halo, without it where it is crowded, hollow where it does not stand, 12 px where it is chosen. */
  point(colour: number, state: PointState, weight: number): Sprite {
    const key = `${colour}/${state}/${weight}`;
    let made = this.#points.get(key);
    if (!made) this.#points.set(key, (made = this.#point(this.colours.classes[colour] ?? this.colours.ink, state, weight)));
    return made;
  }

  #point(colour: string, state: PointState, weight: number): Sprite {
    const halo = Math.min(24, 11 * Math.sqrt(weight)) + (state === "chosen" ? 2 : 0);
    const side = 2 * halo + 2;
    return this.#make(side, side, (to) => {
      const circle = (radius: number) => {
        to.beginPath();
        to.arc(halo + 1, halo + 1, radius, 0, 2 * Math.PI);
      };
      if (state === "absent") {
        circle(3);
        to.strokeStyle = this.colours.faint;
        to.stroke();
        return;
      }
      to.fillStyle = colour;
      if (state !== "bare") {
        to.globalAlpha = 0.2;
        circle(halo);
        to.fill();
        to.globalAlpha = 1;
      }
      circle(state === "chosen" ? 6 : 4);
      to.fill();
      to.strokeStyle = this.colours.paper;
      to.stroke();
    });
  }

  #font(strong: boolean): string {
    return `${strong ? 600 : 400} ${size}px ${this.colours.sans}`;
  }

  /** How wide a name is, without its outline. */
  width(name: string, strong: boolean): number {
    const key = `${strong}${name}`;
    let known = this.#widths.get(key);
    if (known === undefined && this.#measure) {
      this.#measure.font = this.#font(strong);
      this.#widths.set(key, (known = this.#measure.measureText(name).width));
    }
    return known ?? 0;
  }

  /** A name with its outline in the colour of the sea. */
  name(name: string, strong: boolean): Sprite {
    const key = `${strong}${name}`;
    let made = this.#names.get(key);
    if (!made) {
      made = this.#make(this.width(name, strong) + 6, nameHeight + 2, (to) => {
        to.font = this.#font(strong);
        to.direction = this.dir;
        to.textAlign = "left";
        to.textBaseline = "middle";
        to.lineJoin = "round";
        to.lineWidth = 3;
        to.strokeStyle = this.colours.sea;
        to.strokeText(name, 3, nameHeight / 2 + 1);
        to.fillStyle = this.colours.ink;
        to.fillText(name, 3, nameHeight / 2 + 1);
      });
      this.#names.set(key, made);
    }
    return made;
  }

  #make(width: number, height: number, draw: (to: CanvasRenderingContext2D) => void): Sprite {
    const image = document.createElement("canvas");
    image.width = Math.ceil(width * this.ratio);
    image.height = Math.ceil(height * this.ratio);
    const to = image.getContext("2d");
    if (to) {
      to.scale(this.ratio, this.ratio);
      draw(to);
    }
    return { image, width: image.width / this.ratio, height: image.height / this.ratio };
  }
}
