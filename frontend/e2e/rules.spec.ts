/** Rules on arrival: written in the dialog by keyboard, shown with what they would do, used on what is here, taken back. */
import { accessible, expect, ready, test } from "./library";

test.use({ own: "rules" }); // they act on every import

test("a rule is written, previewed, used on what is here and taken back", async ({ page }) => {
  await page.goto("/library");
  await ready(page);
  await page.getByRole("button", { name: "New rule" }).click();
  const dialog = page.getByRole("dialog", { name: "New rule" });
  await expect(dialog.getByText("shown once it is whole")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Keep", exact: true })).toBeDisabled();

  await dialog.getByLabel("What to look at").selectOption("kind");
  await dialog.getByLabel("kind", { exact: true }).selectOption("interview");
  await dialog.getByRole("button", { name: "Add a condition" }).click();
  await dialog.getByLabel("text", { exact: true }).fill("zeppelin");
  await dialog.getByRole("button", { name: "or …" }).last().click();
  await dialog.getByLabel("text", { exact: true }).last().fill("the");
  await dialog.getByLabel("give it the tag", { exact: true }).fill("Talks");
  await expect(dialog.getByText(/of them would change:/)).toBeVisible();
  await accessible(page);

  // A condition that nothing meets waits for what comes.
  await dialog.getByRole("button", { name: "Remove the condition on kind" }).click();
  await dialog.getByLabel("text", { exact: true }).last().fill("");
  await expect(dialog.getByText("No article here meets this")).toBeVisible();
  await dialog.getByLabel("What to look at").selectOption("section");
  await dialog.getByLabel("section", { exact: true }).fill("cul");
  await dialog.getByLabel("section", { exact: true }).fill("Culture");
  const both = dialog.getByRole("button", { name: /Keep, and change \d+ articles here/ });
  await expect(both).toBeVisible();
  const count = (await both.textContent())?.match(/\d+/)?.[0] ?? "";
  await both.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(`${count} articles changed`)).toBeVisible();
  const row = page.getByRole("list", { name: "Rules on arrival" }).getByRole("listitem");
  await expect(row).toHaveText(/If section is .Culture.*give it the tag .Talks/s);
  await accessible(page);

  await page.goto("/tag/talks");
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Talks");
  await page.goto("/library");
  await ready(page);
  await page.getByRole("listitem").filter({ hasText: "Culture" }).filter({ has: page.getByRole("button", { name: "Undo" }) }).first().getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(new RegExp(`^${count} .*taken back`))).toBeVisible();

  // Changed, switched off, removed and brought back.
  await row.getByRole("button", { name: "More for the rule" }).click();
  await page.getByRole("menuitem", { name: "Change rule" }).click();
  await page.getByRole("dialog").getByLabel("Whether").selectOption("is not");
  await page.getByRole("dialog").getByRole("button", { name: "Keep", exact: true }).click();
  await expect(row).toHaveText(/If section is not .Culture/s);
  await row.getByRole("button", { name: "More for the rule" }).click();
  await page.getByRole("menuitem", { name: "Switch off" }).click();
  await expect(row.getByText("off", { exact: true })).toBeVisible();
  await row.getByRole("button", { name: "More for the rule" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(row).toBeVisible();
});
