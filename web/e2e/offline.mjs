// A board that was looked at stays readable without a connection, and says how old it is; so does
// the front page. In a context of its own, as service workers are blocked in the other steps.
import assert from "node:assert/strict";

async function makeBoard(url) {
  const api = `${url}/api/v1/dashboards`;
  const { templates } = await (await fetch(`${api}/templates`)).json();
  const response = await fetch(api, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: "For the road", template: templates[0].id }),
  });
  assert.ok(response.ok, `the board was not made: ${response.status}`);
  const { id } = await response.json();
  return { id, remove: () => fetch(`${api}/${id}`, { method: "DELETE" }) };
}

const isDrawn = (page) => page.locator("[data-card] figure svg").first().waitFor();

async function inCharge(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, {
    timeout: 30_000,
  });
}

async function readOffline(page, { url, id, look }) {
  await page.goto(`${url}/boards/${id}`);
  await isDrawn(page);
  await inCharge(page);
  // The first visit came before the worker was there; this one is kept.
  await page.reload();
  await isDrawn(page);
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole("heading", { name: "For the road", level: 1 }).waitFor();
  await isDrawn(page);
  const sign = page.getByRole("alert").filter({ hasText: /What you see is from \d\d:\d\d today/ });
  await sign.waitFor();
  await look("board-offline", page);
  await page.goto(`${url}/ask`);
  await page.locator("#question").waitFor();
  await page.goto(`${url}/boards/${id}`);
  await sign.waitFor();
  await page.context().setOffline(false);
  await sign.waitFor({ state: "detached", timeout: 20_000 });
}

async function offline({ page: before, url, real, look }) {
  if (!real) return;
  const board = await makeBoard(url);
  const context = await before.context().browser().newContext({ serviceWorkers: "allow" });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await readOffline(page, { url, id: board.id, look });
  } finally {
    await context.close();
    await board.remove();
  }
}

export const OFFLINE_STEPS = [["a board without a connection", offline]];
