/** Where the caret stands: what the toolbar shows. It looks at the caret alone, never at the whole text. */
import { redoDepth, undoDepth } from "prosemirror-history";
import { isInTable } from "prosemirror-tables";
import { NodeSelection, type EditorState } from "prosemirror-state";
import { blockAt } from "./blocks";
import { around, linkAt } from "./commands";
import type { Standing } from "./host";
import { isFigure } from "./schema";

export function standing(state: EditorState): Standing {
  const { selection, doc } = state;
  const { $from } = selection;
  const at = blockAt(doc, selection.from);
  const list = $from.node(around($from, ["bullets", "numbers"]))?.type.name;
  const span = (state.storedMarks ?? $from.marks()).find((mark) => mark.type.name === "span");
  const speaks = span ?? at?.node;
  return {
    kind: kindAt(state),
    marks: marksAt(state),
    href: linkAt(state)?.href ?? "",
    list: list === "bullets" || list === "numbers" ? list : "",
    table: isInTable(state),
    figure: figureAt(state),
    note: $from.depth > 0 && $from.node(1).type.name === "notes",
    lang: (speaks?.attrs["lang"] as string | null | undefined) ?? "",
    dir: (speaks?.attrs["dir"] as string | null | undefined) ?? "",
    selected: !selection.empty,
    undo: undoDepth(state) > 0,
    redo: redoDepth(state) > 0,
    block: (at?.index ?? 0) + 1,
    blocks: doc.childCount,
    id: (at?.node.attrs["id"] as string | null | undefined) ?? "",
  };
}

function kindAt(state: EditorState): string {
  const { $from } = state.selection;
  if ($from.parent.type.name === "heading") return `heading${$from.parent.attrs["level"]}`;
  if ($from.parent.type.name === "preformatted") return "preformatted";
  const depth = around($from, ["quotation", "aside"]);
  return depth > 0 ? $from.node(depth).type.name : "paragraph";
}

function marksAt(state: EditorState): string[] {
  const { selection, doc } = state;
  if (selection.empty) return (state.storedMarks ?? selection.$from.marks()).map((mark) => mark.type.name);
  const names = ["strong", "em", "u", "s", "code", "sub", "sup", "mark", "q", "cite"];
  return names.filter((name) => {
    const mark = state.schema.marks[name];
    return mark && doc.rangeHasMark(selection.from, Math.min(selection.to, selection.from + 5000), mark);
  });
}

function figureAt(state: EditorState): string {
  const { selection } = state;
  if (selection instanceof NodeSelection && isFigure(selection.node)) return selection.node.type.name;
  for (let depth = selection.$from.depth; depth > 0; depth--) if (isFigure(selection.$from.node(depth))) return selection.$from.node(depth).type.name;
  return "";
}
