/**
 * Clipboard and dropping. What comes from the editor itself is taken as it is;
 * all else goes through the host, which has it made clean in Go: the page never
 * parses HTML, so ProseMirror's own reading of the clipboard is never reached.
 */
import { DOMSerializer, Slice, type Fragment, type Mark } from "prosemirror-model";
import { Plugin, PluginKey, Selection, type EditorState, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { BodyNode } from "../api/types.gen";
import { inserted, plainBlocks, withoutIds } from "./insert";
import { schema } from "./schema";

/** Under this type the clipboard holds what was copied here. */
const own = "application/x-broadsheet-slice";

/** Who makes something of what comes in. */
export interface Takers {
  clean(html: string, text: string): Promise<BodyNode[]>;
  /** What takes these files in; null where nobody does. */
  files(files: readonly File[]): ((place: () => number) => Promise<void>) | null;
}

/** Places that wait for an answer; they keep up with what is written meanwhile. */
const key = new PluginKey<ReadonlyMap<number, { from: number; to: number }>>("paste");

/** What others get: links with their address. */
const outward = new DOMSerializer(DOMSerializer.nodesFromSchema(schema), {
  ...DOMSerializer.marksFromSchema(schema),
  a: (mark: Mark) => ["a", { href: mark.attrs["href"] as string }, 0],
});

export function clipboard(takers: Takers, said: (what: "pasted" | "plain") => void): Plugin {
  let plain = false; // with Shift only the words
  return new Plugin({
    key,
    state: {
      init: () => new Map(),
      apply(tr, places) {
        const change = tr.getMeta(key) as { id: number; from?: number; to?: number } | undefined;
        if (!change && (places.size === 0 || !tr.docChanged)) return places;
        const next = new Map([...places].map(([id, { from, to }]) => [id, { from: tr.mapping.map(from, -1), to: tr.mapping.map(to, 1) }]));
        if (change?.from !== undefined) next.set(change.id, { from: change.from, to: change.to ?? change.from });
        else if (change) next.delete(change.id);
        return next;
      },
    },
    props: {
      handleKeyDown: (_, event) => {
        plain = event.shiftKey && event.key.toLowerCase() === "v";
        return false;
      },
      handleDOMEvents: {
        copy: (view, event) => copied(view, event, false),
        cut: (view, event) => copied(view, event, true),
        paste: (view, event) => {
          const data = event.clipboardData;
          if (!data) return false;
          event.preventDefault();
          const { from, to } = view.state.selection;
          if (data.files.length > 0 && !data.getData("text/html") && filed(view, data.files, to)) return true;
          const words = plain;
          plain = false;
          return words ? brought(view, "", data.getData("text/plain"), from, to) : taken(view, data, from, to);
        },
        drop: (view, event) => {
          if (view.dragging || !event.dataTransfer) return false; // moved within the text
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
          if (!at) return false;
          if (event.dataTransfer.files.length > 0) {
            const took = filed(view, event.dataTransfer.files, at.pos);
            if (took) event.preventDefault();
            return took;
          }
          event.preventDefault();
          return taken(view, event.dataTransfer, at.pos, at.pos);
        },
      },
      clipboardSerializer: outward,
    },
  });

  function filed(view: EditorView, files: FileList, pos: number): boolean {
    const take = takers.files([...files]);
    if (!take) return false;
    const id = next++;
    view.dispatch(view.state.tr.setMeta(key, { id, from: pos }));
    const forget = () => !view.isDestroyed && view.dispatch(view.state.tr.setMeta(key, { id }));
    take(() => key.getState(view.state)?.get(id)?.to ?? view.state.selection.to).then(forget, forget);
    return true;
  }

  function taken(view: EditorView, data: DataTransfer, from: number, to: number): boolean {
    const slice = read(data.getData(own));
    if (slice) {
      const tr = view.state.tr;
      if (view.state.selection.from === from && view.state.selection.to === to) tr.replaceSelection(slice);
      else tr.replaceRange(from, to, slice);
      view.dispatch(tr.setMeta("paste", true).scrollIntoView());
      return true;
    }
    return brought(view, data.getData("text/html"), data.getData("text/plain"), from, to);
  }

  function brought(view: EditorView, html: string, text: string, from: number, to: number): boolean {
    if (!html && (!/[\r\n]/u.test(text) || code(view.state, from))) {
      if (text) view.dispatch(worded(view.state, text, from, to));
      return true;
    }
    const id = next++;
    view.dispatch(view.state.tr.setMeta(key, { id, from, to }));
    void answer(view, id, html, text);
    return true;
  }

  async function answer(view: EditorView, id: number, html: string, text: string): Promise<void> {
    let blocks: BodyNode[] = [];
    let how: "pasted" | "plain" = "pasted";
    try {
      blocks = await takers.clean(html, text);
    } catch {
      how = "plain";
      blocks = plainBlocks(text);
    }
    if (view.isDestroyed) return;
    const place = key.getState(view.state)?.get(id);
    if (!place) return;
    const tr = filled(view.state, place, blocks, text);
    view.dispatch(tr.setMeta(key, { id }).setMeta("paste", true).scrollIntoView());
    said(how);
  }
}

let next = 1;

function filled(state: EditorState, place: { from: number; to: number }, blocks: BodyNode[], text: string): Transaction {
  try {
    return inserted(state, place.from, place.to, blocks);
  } catch {
    return inserted(state, place.from, place.to, plainBlocks(text));
  }
}

function code(state: EditorState, pos: number): boolean {
  return state.doc.resolve(pos).parent.type.spec.code ?? false;
}

function worded(state: EditorState, text: string, from: number, to: number): Transaction {
  const words = code(state, from) ? text.replaceAll("\r\n", "\n") : text;
  const tr = state.tr.insertText(words, from, to);
  return tr.setSelection(Selection.near(tr.doc.resolve(from + words.length), -1)).setMeta("paste", true).scrollIntoView();
}

function read(json: string): Slice | null {
  if (!json) return null;
  try {
    const slice = Slice.fromJSON(schema, JSON.parse(json));
    checkClosed(slice.content, slice.openStart, slice.openEnd);
    return withoutIds(slice);
  } catch {
    return null;
  }
}

/** What is whole in a slice has to be of the schema; what is open at its edges is fitted in. */
function checkClosed(content: Fragment, start: number, end: number): void {
  content.forEach((node, _, index) => {
    const [left, right] = [index === 0 ? start : 0, index === content.childCount - 1 ? end : 0];
    if (left > 0 || right > 0) checkClosed(node.content, Math.max(0, left - 1), Math.max(0, right - 1));
    else node.check();
  });
}

function copied(view: EditorView, event: ClipboardEvent, cut: boolean): boolean {
  const { selection } = view.state;
  if (selection.empty || !event.clipboardData) return false;
  const slice = selection.content();
  const { dom, text } = view.serializeForClipboard(slice);
  event.preventDefault();
  event.clipboardData.clearData();
  event.clipboardData.setData("text/html", [...dom.childNodes].map((node) => new XMLSerializer().serializeToString(node)).join(""));
  event.clipboardData.setData("text/plain", text);
  event.clipboardData.setData(own, JSON.stringify(slice.toJSON()));
  if (cut) view.dispatch(view.state.tr.deleteSelection().scrollIntoView().setMeta("uiEvent", "cut"));
  return true;
}
