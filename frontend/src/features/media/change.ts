/** Changes of a file everywhere, said with what came of them and their undo. */
import { api, offerFiles, type JobStarted, type MediaChanged, type StoredMedia } from "../../api";
import { t } from "../../i18n/index.svelte";
import { finished } from "../../state/jobs";
import { toasts } from "../../state/toasts.svelte";

/** Waits for a change's end and says what came of it; an error is the caller's to show. */
export async function changing(begin: Promise<JobStarted>, changed: () => void): Promise<void> {
  const { job } = await begin;
  const done = await finished<MediaChanged>(job);
  const count = done.articles + done.topics + done.slots;
  toasts.show(t("mediaDesk.changed", { count }), done.entry, changed);
  changed();
}

/** Stores a file of the person's; nothing where there is none. */
export async function stored(file: File): Promise<StoredMedia | undefined> {
  const offered = await offerFiles([{ path: file.name, file }]);
  return (await api.Media.Take({ token: offered?.token ?? "" })).media[0];
}
