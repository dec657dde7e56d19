import { api, type RuleApplied } from "../../api";
import { t } from "../../i18n/index.svelte";
import { finished } from "../../state/jobs";
import { library } from "../../state/library.svelte";
import { toasts } from "../../state/toasts.svelte";

/** Lets a rule act on what is here, and says what came of it, with its undo. */
export async function apply(id: string): Promise<void> {
  try {
    const begun = await api.Rules.Apply({ id });
    const done = await finished<RuleApplied>(begun.job);
    const text = done.removed > 0 ? t("rules.removedArticles", { count: done.removed }) : t("rules.changedArticles", { count: done.changed });
    toasts.show(text, done.entry, () => void library.refresh());
    await library.refresh();
  } catch (cause) {
    toasts.fail(cause);
  }
}
