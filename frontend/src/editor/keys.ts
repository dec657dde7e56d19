/** The keys of the editor; shownkeys.ts says them to people. */
import { baseKeymap, chainCommands, exitCode, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { goToNextCell } from "prosemirror-tables";
import { NodeSelection, type Command, type Plugin } from "prosemirror-state";
import { below, insertBreak, leaveCaption, move, setKind, toggle, toggleList, type Kind } from "./commands";
import type { Wanted } from "./host";
import { followNote, insertNote } from "./notes";
import { isFigure, markType, type } from "./schema";
import { nextCell } from "./tables";

export interface KeyActs {
  want: (wanted: Wanted) => void;
  toolbar: () => void;
  moved: () => void;
}

export function keys(acts: KeyActs): Plugin[] {
  const wanting = (wanted: Wanted): Command => (_, dispatch) => {
    if (dispatch) acts.want(wanted);
    return true;
  };
  const moving = (by: 1 | -1): Command => (state, dispatch) => {
    if (!move(by)(state, dispatch)) return true; // at the edge there is nothing to do, and nothing else is meant
    acts.moved();
    return true;
  };
  const kind = (name: Kind) => setKind(name);
  return [
    keymap({
      "Mod-b": toggle("strong"),
      "Mod-i": toggle("em"),
      "Mod-u": toggle("u"),
      "Mod-e": toggleMark(markType("code")),
      "Mod-k": wanting({ what: "link" }),
      "Mod-Alt-l": wanting({ what: "language" }),
      "Mod-Alt-f": chainCommands(insertNote, followNote),
      "Mod-Alt-0": kind("paragraph"),
      "Mod-Alt-1": kind("paragraph"),
      "Mod-Alt-2": kind("heading2"),
      "Mod-Alt-3": kind("heading3"),
      "Mod-Alt-4": kind("heading4"),
      "Mod-Shift-7": toggleList("numbers"),
      "Mod-Shift-8": toggleList("bullets"),
      "Mod-Shift-9": kind("quotation"),
      "Alt-ArrowUp": moving(-1),
      "Alt-ArrowDown": moving(1),
      "Alt-F10": (_, dispatch) => {
        if (dispatch) acts.toolbar();
        return true;
      },
      "Mod-/": wanting({ what: "insert", typed: false }),
      "/": slash(acts.want),
      "Mod-z": undo,
      "Mod-y": redo,
      "Mod-Shift-z": redo,
      Backspace: undoInputRule,
      Enter: chainCommands(openFigure(acts.want), leaveCaption, splitListItem(type("item"))),
      "Mod-Enter": chainCommands(followNote, exitCode, below),
      "Shift-Enter": insertBreak,
      Tab: chainCommands(nextCell, sinkListItem(type("item"))),
      "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(type("item"))),
      "Mod-]": sinkListItem(type("item")),
      "Mod-[": liftListItem(type("item")),
    }),
    keymap(baseKeymap),
  ];
}

/** A slash in an empty paragraph asks what to put there. */
function slash(want: KeyActs["want"]): Command {
  return (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (!empty || $from.parent.type.name !== "paragraph" || $from.parent.content.size > 0) return false;
    if (dispatch) want({ what: "insert", typed: true });
    return true;
  };
}

/** Enter on a selected figure opens its form. */
function openFigure(want: KeyActs["want"]): Command {
  return (state, dispatch) => {
    if (!(state.selection instanceof NodeSelection) || !isFigure(state.selection.node)) return false;
    if (dispatch) want({ what: "figure", pos: state.selection.from });
    return true;
  };
}
