import type { Rule, RuleAction, RuleCondition } from "../../api";
import { t, type MessageKey } from "../../i18n/index.svelte";

/** The kinds that have a name of their own. */
export const kinds = ["news", "report", "analysis", "interview", "opinion", "note", "factsheet", "photo", "film", "map"];

/** A kind by its name, where it has one. */
export function kindName(kind: string): string {
  return kinds.includes(kind) ? t(`kind.${kind}` as MessageKey) : kind;
}

/** A value as people read it; isolated, since it may run the other way. */
function shown(field: string, value: string): string {
  return `⁨${field === "kind" ? kindName(value) : value}⁩`;
}

/** What a condition looks for, as part of a sentence. */
export function conditionWords(condition: RuleCondition): string {
  const values = condition.values.map((value) => shown(condition.field, value)).join(` ${t("rules.or")} `);
  const field = t(`rules.field.${condition.field}` as MessageKey);
  const has = condition.field === "title" || condition.field === "words" || condition.field === "tag" || condition.field === "topic";
  return t(condition.not ? (has ? "rules.hasNot" : "rules.isNot") : has ? "rules.has" : "rules.is", { field, values });
}

/** What an action does, as part of a sentence. */
export function actionWords(action: RuleAction): string {
  return t(`rules.do.${action.do}` as MessageKey, { value: shown(action.do, action.value ?? "") });
}

export function blank(): Rule {
  return { if: [{ field: "section", values: [""] }], then: [{ do: "tag", value: "" }] };
}

/** The rule without fields that were left empty. */
export function filled(rule: Rule): Rule {
  return {
    ...rule,
    if: rule.if.map((one) => ({ ...one, values: one.values.map((value) => value.trim()).filter(Boolean) })).filter((one) => one.values.length > 0),
    then: rule.then.filter((one) => one.do === "skip" || (one.value ?? "").trim() !== ""),
  };
}

/** Whether it can be kept: it looks for something and does something. */
export function complete(rule: Rule): boolean {
  const whole = filled(rule);
  return whole.if.length > 0 && whole.then.length > 0;
}
