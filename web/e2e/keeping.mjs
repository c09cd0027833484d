// Nothing is lost: a deleted table comes back, at once and later.
import assert from "node:assert/strict";

const tables = (page) => page.getByRole("heading", { name: "Tables", exact: true });
const row = (page) => page.getByRole("link", { name: /^Sales/ }).first();
const deleted = (page) => page.getByRole("heading", { name: "Recently deleted" });

async function removeTable(page, url) {
  await page.goto(`${url}/data/sales`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await deleted(page).waitFor();
  // The list shows what it had until the server has answered.
  await row(page).waitFor({ state: "detached" });
}

async function undoDelete({ page, url, look }) {
  await removeTable(page, url);
  await look("data-deleted");
  await page.getByRole("button", { name: "Undo" }).click();
  await tables(page).waitFor();
  await row(page).waitFor();
  assert.equal(await deleted(page).count(), 0);
}

async function restoreLater({ page, url }) {
  await removeTable(page, url);
  await page.reload();
  await page.getByRole("button", { name: "Restore sales" }).click();
  await row(page).waitFor();
}

async function deleteForGood({ page, url }) {
  await removeTable(page, url);
  await page.getByRole("button", { name: "Delete sales for good" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
  await deleted(page).waitFor({ state: "detached" });
}

export const KEEPING_STEPS = [
  ["a deleted table comes back by Undo", undoDelete],
  ["a deleted table comes back from the list", restoreLater],
  ["a table is deleted for good", deleteForGood],
];
