/** The text tracks of a film or sound, read from its element and written back. */
import type { Node } from "prosemirror-model";
import type { BodyNode } from "../api/types.gen";

export const trackKinds = ["captions", "subtitles", "descriptions", "chapters"] as const;
export type TrackKind = (typeof trackKinds)[number];

/** How many a body keeps of one film (internal/body). */
export const mostTracks = 50;

export interface TrackWords {
  src: string;
  kind: TrackKind;
  /** A BCP 47 tag, "" where it is not said. */
  language: string;
  label: string;
}

/** Whether a film or sound can have tracks: it is stored here. */
export function canHaveTracks(node: Node | null): boolean {
  const media = node?.attrs["media"] as BodyNode | null | undefined;
  return media?.t === "video" || media?.t === "audio";
}

export function readTracks(node: Node | null): TrackWords[] {
  const media = node?.attrs["media"] as BodyNode | null | undefined;
  return (media?.c ?? []).map(({ a = {} }) => ({
    src: a["src"] ?? "",
    kind: trackKinds.find((kind) => kind === a["kind"]) ?? "subtitles",
    language: a["srclang"] ?? "",
    label: a["label"] ?? "",
  }));
}

/** The tag as the profile writes it, "" where it is none. */
export function languageTag(text: string): string {
  try {
    return Intl.getCanonicalLocales(text.trim())[0] ?? "";
  } catch {
    return "";
  }
}

/** The element of the film with these tracks; null where the figure has no film. */
export function writeTracks(node: Node | null, tracks: readonly TrackWords[]): BodyNode | null {
  if (!canHaveTracks(node)) return null;
  const { t, a } = node?.attrs["media"] as BodyNode;
  const kids = tracks.map(({ src, kind, language, label }): BodyNode => {
    const track: Record<string, string> = { kind, src };
    const words = label.replace(/\s+/gu, " ").trim();
    if (words) track["label"] = words;
    const tag = languageTag(language);
    if (tag) track["srclang"] = tag;
    return { t: "track", a: track };
  });
  const film: BodyNode = { ...(t ? { t } : {}), ...(a ? { a } : {}) };
  return kids.length > 0 ? { ...film, c: kids } : film;
}
