/** Markdown while writing: what is typed becomes what it means; Backspace takes it back. */
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { TextSelection, type Plugin } from "prosemirror-state";
import { markType, type } from "./schema";

export function markdown(): Plugin {
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(#{2,4})\s$/, type("heading"), (match) => ({ level: match[1]?.length })),
      textblockTypeInputRule(/^```$/, type("preformatted")),
      wrappingInputRule(/^>\s$/, type("quotation")),
      wrappingInputRule(/^[-*]\s$/, type("bullets")),
      wrappingInputRule(/^(\d{1,6})\.\s$/, type("numbers"), (match) => ({ start: match[1] === "1" ? null : Number(match[1]) }), (match, list) => list.childCount + Number(list.attrs["start"] ?? 1) === Number(match[1])),
      rule(),
      mark(/(?<![\p{L}\p{N}*])\*\*([^\s*](?:[^*]*[^\s*])?)\*\*$/u, "strong"),
      mark(/(?<![\p{L}\p{N}_])_([^\s_](?:[^_]*[^\s_])?)_$/u, "em"),
      mark(/(?<![\p{L}\p{N}`])`([^\s`](?:[^`]*[^\s`])?)`$/u, "code"),
    ],
  });
}

/** Three hyphens in an empty paragraph are a rule. */
function rule(): InputRule {
  return new InputRule(/^---$/, (state, _match, start) => {
    const $start = state.doc.resolve(start);
    if ($start.parent.type.name !== "paragraph" || !$start.node(-1).canReplaceWith($start.index(-1), $start.index(-1), type("rule"))) return null;
    const tr = state.tr.delete($start.start(), $start.end()).insert($start.before(), type("rule").create());
    return tr.setSelection(TextSelection.near(tr.doc.resolve($start.before() + 2)));
  });
}

/** Words between signs get a mark; the signs go. */
function mark(pattern: RegExp, name: string): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    const words = match[1] ?? "";
    const whole = match[0];
    const open = start + whole.indexOf(words);
    // The last sign is not in the document yet, those before it are.
    if (!state.doc.resolve(start).parent.type.allowsMarkType(markType(name))) return null;
    const tr = state.tr;
    if (open + words.length < end) tr.delete(open + words.length, end);
    if (open > start) tr.delete(start, open);
    tr.addMark(start, start + words.length, markType(name).create());
    return tr.removeStoredMark(markType(name));
  });
}
