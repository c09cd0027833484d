// Nothing is lost: a deleted table comes back, at once and later; an upload goes on where it stood.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const tables = (page) => page.getByRole("heading", { name: "Tables", exact: true });
const row = (page) => page.getByRole("link", { name: /^Sales/ }).first();
/** Other tables may stand in the list. */
const unlisted = (page) =>
  page.getByRole("button", { name: "Restore sales" }).waitFor({ state: "detached" });
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
  await unlisted(page);
}

async function restoreLater({ page, url }) {
  await removeTable(page, url);
  await page.reload();
  await page.getByRole("button", { name: "Restore sales" }).click();
  await row(page).waitFor();
}

async function deleteForGood({ page, url }) {
  await removeTable(page, url);
  await page.getByRole("button", { name: "Delete for good: sales" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
  await unlisted(page);
}

/** A file on the disk, so that it is the same file when it is chosen again; of two pieces. */
async function bigFile() {
  const folder = await mkdtemp(path.join(tmpdir(), "munim-e2e-"));
  const file = path.join(folder, "long_sales.csv");
  const line = "2026-01-05,Andheri,Toor Dal 1 kg,Pulses,2,148,296\n";
  const head = "date,store,product,category,quantity,rate,amount\n";
  await writeFile(file, head + line.repeat(Math.ceil((40 * 1024 * 1024) / line.length)));
  return { file, remove: () => rm(folder, { recursive: true }) };
}

const choose = (page, file) =>
  page.getByTestId("file-input").first().setInputFiles(file, { timeout: 60_000 });

const unfinished = (page) => page.getByRole("heading", { name: "Not sent to the end" });

/** The second piece breaks off; the page says so; after a reload the same file goes on. */
async function resumeUpload({ page, url, look, real }) {
  if (!real) return;
  const { file, remove } = await bigFile();
  const offsets = [];
  let broken = true;
  await page.route("**/api/v1/uploads/*", (route) => {
    const request = route.request();
    if (request.method() !== "PATCH") return route.continue();
    const offset = Number(request.headers()["upload-offset"]);
    offsets.push(offset);
    return broken && offset > 0 ? route.abort("connectionreset") : route.continue();
  });
  await page.goto(`${url}/data`);
  await choose(page, file);
  await page.getByText("Connection lost. It goes on by itself").waitFor();
  await look("data-upload-lost");
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByText("Paused. What was sent is kept").waitFor();
  await page.reload();
  await unfinished(page).waitFor();
  await look("data-upload-unfinished");
  broken = false;
  const before = offsets.length;
  await choose(page, file);
  await page.getByTestId("understood").waitFor({ timeout: 60_000 });
  // Nothing that was there was sent again.
  assert.deepEqual(offsets.slice(before), [32 * 1024 * 1024]);
  await page.unroute("**/api/v1/uploads/*");
  await page.reload();
  await page
    .getByRole("link", { name: /long.sales/i })
    .first()
    .waitFor();
  assert.equal(await unfinished(page).count(), 0);
  await fetch(`${url}/api/v1/tables/long_sales`, { method: "DELETE" });
  await remove();
}

async function cancelUpload({ page, url, real }) {
  if (!real) return;
  await page.route("**/api/v1/uploads/*", (route) =>
    route.request().method() === "PATCH" ? route.abort("connectionreset") : route.continue(),
  );
  const { file, remove } = await bigFile();
  await page.goto(`${url}/data`);
  await choose(page, file);
  await page.getByText("Connection lost. It goes on by itself").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("Cancelled. Nothing was changed.").waitFor();
  await page.unroute("**/api/v1/uploads/*");
  await page.reload();
  await page.getByRole("button", { name: "Choose files" }).first().waitFor();
  assert.equal(await unfinished(page).count(), 0);
  await remove();
}

export const KEEPING_STEPS = [
  ["an upload goes on where it stood", resumeUpload],
  ["a cancelled upload leaves nothing", cancelUpload],
  ["a deleted table comes back by Undo", undoDelete],
  ["a deleted table comes back from the list", restoreLater],
  ["a table is deleted for good", deleteForGood],
];
