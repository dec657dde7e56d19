/** What the desk does to one topic. */
import { api, type DeskTopic } from "../../api";
import { t } from "../../i18n/index.svelte";
import { isolated } from "../../lib/text";
import { toasts } from "../../state/toasts.svelte";

/** Shows a topic to readers, or hides it from them. */
export function show(topic: DeskTopic, visible: boolean, changed: () => void): Promise<void> {
  const name = isolated(topic.name);
  return toasts.act(async () => {
    const { record } = await api.Topics.Record({ slug: topic.slug });
    return api.Topics.Save({ slug: topic.slug, record: { ...record, visible } });
  }, t(visible ? "topicsDesk.shown" : "topicsDesk.gone", { name }), changed);
}

/** The names of a text with one on each line. */
export function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}
