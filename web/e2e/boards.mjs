// The steps of the end-to-end run on boards, in order: a board from a template, a card of one's
// own, moved by keyboard, filters, a click, rows, comments, a link, versions.
import assert from "node:assert/strict";
import { digits } from "./checks.mjs";

const card = (page, name) =>
  page.locator("[data-card]").filter({ has: page.getByRole("heading", { name, exact: true }) });

const saved = (page) =>
  page.waitForResponse((r) => r.request().method() === "PATCH" && r.status() === 200);

async function fromTemplate({ page, url, look }) {
  await page.goto(`${url}/boards`);
  await page.getByText("No boards yet").waitFor();
  await look("boards-empty");
  await page.getByRole("button", { name: "New board" }).click();
  const dialog = page.getByRole("dialog", { name: "New board" });
  await dialog.getByText("What sells").or(dialog.getByText("What came in")).first().click();
  await look("boards-new");
  await dialog.getByRole("button", { name: "Make the board" }).click();
  await page.getByRole("heading", { name: "Sales", level: 1 }).waitFor();
  await page.locator("[data-card] figure svg").first().waitFor();
  await look("board");
}

async function addCard({ page, look }) {
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const add = page.getByRole("group", { name: "Add a card" });
  await add.getByRole("button", { name: "Question" }).click();
  const dialog = page.getByRole("dialog", { name: "New card" });
  await dialog.getByLabel("Question", { exact: true }).last().fill("total amount by store");
  await page.keyboard.press("Enter");
  await dialog.locator("figure svg").waitFor();
  await dialog.getByLabel("Title").fill("Stores");
  await look("board-card-editor");
  const kept = saved(page);
  await dialog.getByRole("button", { name: "Add to the board" }).click();
  await kept;
  await card(page, "Stores").locator("figure svg").waitFor();
}

async function moveByKeys({ page, look }) {
  const handle = page.getByRole("button", { name: "Move or resize Stores" });
  const before = await card(page, "Stores").boundingBox();
  await handle.focus();
  const kept = saved(page);
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByText(/Stores: column \d+, row \d+/).waitFor({ state: "attached" });
  await kept;
  const after = await card(page, "Stores").boundingBox();
  assert.ok(after.y < before.y, "the card stands higher");
  assert.ok(after.height > before.height, "and is taller");
  await look("board-edit");
  await page.getByRole("button", { name: "Done" }).click();
}

async function filterBoard({ page, sales, look }) {
  const chip = page.getByRole("button", { name: /^Store: all/ });
  await chip.click();
  await page.getByRole("checkbox", { name: /Bandra/ }).check();
  await look("board-filter");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Store: Bandra/ }).waitFor();
  const amount = sales.rows.filter((r) => r.store === "Bandra").reduce((s, r) => s + r.amount, 0);
  await page.getByRole("button", { name: "More for Stores" }).click();
  await page.getByRole("menuitem", { name: "Table" }).click();
  const dialog = page.getByRole("dialog", { name: "Stores" });
  const row = dialog.locator("tbody tr");
  await row.filter({ hasText: "Bandra" }).waitFor();
  assert.equal(await row.count(), 1, "only Bandra is left");
  assert.equal(digits(await row.locator("td").nth(1).innerText()), digits(String(amount)));
  await look("board-card-table");
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: /^Store: Bandra/ }).click();
  await page.getByRole("button", { name: "Show all" }).click();
  await page.keyboard.press("Escape");
}

/** What a click on a mark does, by the keys' way: from the card's table. */
async function onlyOne({ page, look }) {
  await page.getByRole("button", { name: "More for Stores" }).click();
  await page.getByRole("menuitem", { name: "Table" }).click();
  const dialog = page.getByRole("dialog", { name: "Stores" });
  await dialog.getByRole("button", { name: "Show only Colaba on the board" }).click();
  await dialog.getByRole("button", { name: "Close" }).click();
  const bar = page.getByRole("group", { name: "Filters" });
  await bar.getByRole("button", { name: /not only Colaba/ }).waitFor();
  await look("board-only");
}

async function rowsAndBack({ page, sales, look }) {
  const bar = page.getByRole("group", { name: "Filters" });
  await bar.getByRole("button", { name: "See rows" }).click();
  const dialog = page.getByRole("dialog", { name: "Rows: Colaba" });
  const count = sales.rows.filter((r) => r.store === "Colaba").length;
  await dialog.getByText(new RegExp(`^${count} rows are behind this`)).waitFor();
  await look("board-rows");
  await page.goBack();
  await dialog.waitFor({ state: "hidden" });
  const close = bar.getByRole("button", { name: /not only Colaba/ });
  await close.click();
  await close.waitFor({ state: "hidden" });
}

async function comment({ page, look }) {
  await page.getByRole("button", { name: /^Comments/ }).click();
  const panel = page.getByRole("dialog", { name: "Comments" });
  await panel.getByLabel("Comment", { exact: true }).fill("The road was closed.");
  await panel.getByLabel("On the day").fill("2025-09-03");
  await panel.getByRole("button", { name: "Add comment" }).click();
  await panel.getByRole("listitem").getByText("The road was closed.").waitFor();
  await look("board-comments");
  await panel.getByRole("button", { name: "Close" }).click();
}

async function share({ page, url, look }) {
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this board" });
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const address = await dialog.getByLabel("Link", { exact: true }).inputValue();
  await look("board-share");
  const back = page.url();
  await page.goto(new URL(new URL(address).pathname, url).href);
  await page.getByRole("heading", { name: "Sales", level: 1 }).waitFor();
  await page.locator("[data-card] figure svg").first().waitFor();
  assert.equal(await page.getByRole("navigation").count(), 0, "no way leads further");
  assert.equal(await page.getByRole("button", { name: "Edit" }).count(), 0);
  await look("shared");
  const shared = page.url();
  await page.goto(back);
  await dialog.getByRole("button", { name: "Withdraw" }).click();
  await page.getByText("The link no longer opens the board.").waitFor();
  await page.goto(shared);
  await page.getByText("This link no longer works").waitFor();
  await look("shared-gone");
  await page.goto(back.replace(/[?&]panel=share/, ""));
}

async function restoreVersion({ page, look }) {
  await page.getByRole("button", { name: "More for this board" }).click();
  await page.getByRole("menuitem", { name: "Earlier versions" }).click();
  const panel = page.getByRole("dialog", { name: "Earlier versions" });
  await panel.getByRole("button", { name: "Restore version 1", exact: true }).waitFor();
  await look("board-versions");
  await panel.getByRole("button", { name: "Restore version 1", exact: true }).click();
  await page.getByText("The board is as it was in version 1.").waitFor();
  await card(page, "Stores").waitFor({ state: "hidden" });
}

async function twoPeople({ page, url }) {
  const other = await page.context().newPage();
  await other.goto(page.url());
  const title = other.getByRole("heading", { level: 1 });
  await title.waitFor();
  await page.getByRole("button", { name: "Add to favourites" }).waitFor();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const name = page.getByRole("textbox", { name: "Name of the board" });
  await name.fill("Sales of the shop");
  await name.press("Enter");
  await other.getByRole("heading", { name: "Sales of the shop", level: 1 }).waitFor();
  await other.close();
  await page.goto(`${url}/boards`);
}

async function deleteBoard({ page }) {
  await page.getByRole("button", { name: /^More for Sales/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByText("No boards yet").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: "Sales of the shop" }).waitFor();
}

export const BOARD_STEPS = [
  ["a board from a template", fromTemplate],
  ["a question becomes a card of the board", addCard],
  ["a board card is moved by keyboard", moveByKeys],
  ["a filter narrows every card of the board", filterBoard],
  ["one mark narrows the board", onlyOne],
  ["rows behind a mark of the board, and back", rowsAndBack],
  ["a comment on a day of the board", comment],
  ["a board is shared by link, and withdrawn", share],
  ["an earlier version of the board comes back", restoreVersion],
  ["two people see each other's changes of a board", twoPeople],
  ["a deleted board comes back", deleteBoard],
];
