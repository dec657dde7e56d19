import { api, CallError, type ExportReport, type ExportRequest, type Job } from "../api";
import { t } from "../i18n/index.svelte";
import { toasts } from "./toasts.svelte";

/** Waits for a job's end and gives its result; each wait is bounded on the other side. told: with each news of it. */
export async function finished<Result>(id: string, told: (job: Job) => void = () => {}): Promise<Result> {
  let seen = 0;
  for (;;) {
    const now = await api.Jobs.Wait({ id, seen });
    seen = now.revision;
    told(now);
    if (now.state === "done") return JSON.parse(now.result) as Result;
    if (now.state === "canceled") throw new CallError({ code: "canceled", message: t("job.canceled") });
    if (now.state !== "running" && now.state !== "paused") throw new CallError({ code: now.error?.code ?? now.state, field: now.error?.field ?? "", message: now.error?.message ?? now.state });
  }
}

/** Writes a file among the downloads and says, once it is there, what `told` makes of the report. */
export async function exported(request: ExportRequest, told: (report: ExportReport) => string): Promise<void> {
  try {
    const { job } = await api.Exports.Start(request);
    toasts.show(told(await finished<ExportReport>(job)));
  } catch (cause) {
    toasts.fail(cause);
  }
}
