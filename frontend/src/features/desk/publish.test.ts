import { render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, describe, expect, it } from "vitest";
import { useClient } from "../../api";
import { fakeClient, fakeShell, type Made } from "../../api/fake";
import { catalogue } from "../../i18n/index.svelte";
import { settings } from "../../state/settings.svelte";
import { toasts } from "../../state/toasts.svelte";
import Publish from "./Publish.svelte";

beforeEach(() => catalogue.use("en"));

describe("the dialog that publishes", () => {
  const type = async (field: HTMLInputElement, text: string) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await tick();
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await tick();
  };
  it.each([["Pacific/Honolulu", "2036-01-01"], ["Asia/Tokyo", "1414-10-11"]])("says the time as it was given, on the clock of %s", async (zone, written) => {
    const made: Made[] = [];
    useClient(fakeClient({ Library: { Shell: () => fakeShell() }, Drafts: { Publish: () => ({ entry: "7", published: [{ article: "a", version: 0 }] }) } }, made));
    settings.timeZone = zone;
    render(Publish, { drafts: ["d"], out: false, onDone: () => undefined, onClose: () => undefined });
    (await screen.findByRole("radio", { name: "At a time" })).click();
    const day = await screen.findByLabelText<HTMLInputElement>("Day");
    await type(day, written);
    await type(screen.getByLabelText(/^Time/), "09:00");
    screen.getByRole("button", { name: "Schedule" }).click();
    await waitFor(() => expect(toasts.current?.text).toContain("1 January 2036, 09:00"));
    expect(made.find((one) => one.call === "Drafts.Publish")?.request).toMatchObject({ at: "2036-01-01T09:00" });
  });
});
