import { api, type SavedResult, type Session } from "../../api";
import { t } from "../../i18n/index.svelte";
import { base64, download } from "../../lib/save";
import { finished } from "../../state/jobs";
import { library } from "../../state/library.svelte";
import { sessions } from "../../state/sessions.svelte";
import { toasts } from "../../state/toasts.svelte";

/** Ends the session that runs. */
export async function stop(): Promise<void> {
  try {
    const stopped = await sessions.stop();
    toasts.showBack(t("sessions.stopped", { name: stopped.name, count: stopped.steps }), async () => void (await sessions.start(stopped.id)));
  } catch (cause) {
    toasts.fail(cause);
  }
}

/** Goes on with a session that was stopped. */
export async function resume(session: Session): Promise<void> {
  try {
    await sessions.start(session.id);
    toasts.show(t("sessions.resumed", { name: session.name }));
  } catch (cause) {
    toasts.fail(cause);
  }
}

/**
 * Hands a session over as an appendix on method: as a download; in the window, and where
 * every step is run again, as a job that writes it among the downloads.
 */
export async function give(session: Session, format: "markdown" | "html", replay: boolean): Promise<void> {
  try {
    if (replay || library.shell?.window) {
      const { job } = await api.Sessions.Save({ session: session.id, format, replay });
      const { path } = await finished<SavedResult>(job);
      toasts.show(t("article.saved", { path }));
      return;
    }
    const file = await api.Sessions.Export({ session: session.id, format, replay });
    download(file.name, file.type, base64(file.text));
    toasts.show(t("article.saved", { path: file.name }));
  } catch (cause) {
    toasts.fail(cause);
  }
}

/** The forms in which a session is handed over, as lines of a menu. */
export function forms(session: Session) {
  return (["markdown", "html"] as const).flatMap((format) =>
    [false, true].map((replay) => ({ id: `${format}${replay ? "-again" : ""}`, name: t(replay ? "sessions.exportAgain" : "sessions.export", { format: format === "html" ? "HTML" : "Markdown" }), run: () => void give(session, format, replay) })),
  );
}
