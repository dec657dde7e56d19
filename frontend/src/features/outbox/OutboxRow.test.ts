import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CallError, useClient, type PostedComment } from "../../api";
import { fakeClient, fakeShell, type Made } from "../../api/fake";
import { catalogue } from "../../i18n/index.svelte";
import { library } from "../../state/library.svelte";
import { toasts } from "../../state/toasts.svelte";
import OutboxRow from "./OutboxRow.svelte";

const comment: PostedComment = {
  id: "c-1", parent: "", article: "a", name: "Mara", text: "One.\nTwo.", posted: "2026-11-24T08:00:00Z", status: "outbox",
  title: "The pier", language: "en", dir: "ltr", sent: "", way: "", reason: "",
};
const onChanged = () => Promise.resolve();
let made: Made[];

async function answering(window: boolean, letter = "mailto:?subject=x"): Promise<void> {
  made = [];
  useClient(fakeClient({
    Library: { Shell: () => fakeShell({ window }) },
    Comments: {
      Change: () => ({ entry: "1" }), Remove: () => ({ entry: "2" }), Handed: () => ({ entry: "3" }), Save: () => ({ path: "Downloads/comment-c-1.eml" }),
      Letter: (request) => {
        if (request.to === "nobody") throw new CallError({ code: "invalid", field: "to", message: "An address looks otherwise." });
        return { subject: "The pier", address: letter, name: "comment-c-1.eml", file: "eA==" };
      },
    },
    System: { Open: () => ({}) },
  }, made));
  await library.refresh();
  made.length = 0;
}
const calls = () => made.map((one) => one.call);

beforeEach(async () => {
  await catalogue.use("en");
  await answering(true);
});

describe("a comment of the outbox", () => {
  it("is changed in place", async () => {
    render(OutboxRow, { comment, onChanged });
    await fireEvent.click(screen.getByRole("button", { name: "Edit the comment on The pier" }));
    await fireEvent.input(screen.getByRole("textbox", { name: "Text" }), { target: { value: "Three." } });
    await fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await vi.waitFor(() => expect(toasts.current?.entry).toBe("1"));
    expect(made).toEqual([{ call: "Comments.Change", request: { article: "a", id: "c-1", name: "Mara", text: "Three." } }]);
  });

  it("is saved by the program in a window, and marked with the way", async () => {
    render(OutboxRow, { comment, onChanged });
    await fireEvent.click(screen.getByRole("button", { name: /^Save the comment/ }));
    await vi.waitFor(() => expect(toasts.current?.text).toBe("Saved as Downloads/comment-c-1.eml."));
    expect(calls()).toEqual(["Comments.Save", "Comments.Handed"]);
  });

  it("is removed with its undo", async () => {
    render(OutboxRow, { comment, onChanged });
    await fireEvent.click(screen.getByRole("button", { name: /^Remove/ }));
    await vi.waitFor(() => expect(toasts.current?.entry).toBe("2"));
  });

  it("is not edited once it was handed over, and says when", () => {
    render(OutboxRow, { comment: { ...comment, status: "sent", sent: "2026-11-24T09:00:00Z", way: "mail" }, onChanged });
    expect(screen.queryByRole("button", { name: /^Edit/ })).toBeNull();
    expect(screen.getByText(/Handed to the mail program/)).toBeTruthy();
  });

  it("is marked only after the mail program was opened", async () => {
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    render(OutboxRow, { comment, onChanged });
    await fireEvent.click(screen.getByRole("button", { name: /^Send/ }));
    const to = screen.getByRole("textbox", { name: "Recipient" });
    await fireEvent.input(to, { target: { value: "nobody" } });
    await fireEvent.submit(to.closest("form") as HTMLFormElement);
    expect((await screen.findByRole("alert")).textContent).toBe("An address looks otherwise.");
    expect(calls()).toEqual(["Comments.Letter"]);
    await answering(true, "");
    await fireEvent.input(to, { target: { value: "" } });
    await fireEvent.submit(to.closest("form") as HTMLFormElement);
    expect((await screen.findByRole("alert")).textContent).toMatch(/too long/);
    expect(calls()).toEqual(["Comments.Letter"]);
    await answering(true);
    await fireEvent.submit(to.closest("form") as HTMLFormElement);
    await vi.waitFor(() => expect(calls()).toEqual(["Comments.Letter", "System.Open", "Comments.Handed"]));
  });
});
