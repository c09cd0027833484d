// Signing in, who may do what, and a session that ends: with a server of its own, as a workspace
// with people asks everybody for a password. Each person has a browser context.
import assert from "node:assert/strict";
import { startBackend } from "./backend.mjs";

const PASSWORDS = { Asha: "three plain words", Meena: "four other plain words" };

async function call(url, method, path, body) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
  return response.json();
}

async function importSales(url, text) {
  const form = new FormData();
  form.append("file", new File([text], "sales.csv", { type: "text/csv" }));
  const response = await fetch(`${url}/api/v1/imports`, { method: "POST", body: form });
  const { jobs } = await response.json();
  for (;;) {
    const job = await (await fetch(`${url}/api/v1/jobs/${jobs[0].id}`)).json();
    const { status } = job.job ?? job;
    if (status === "done") return;
    assert.notEqual(status, "failed");
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** What was there before anybody had an account: a table and two boards. */
async function furnish(url, sales) {
  await importSales(url, sales.text);
  const card = { id: "c1", kind: "question", title: "Stores", question: "total amount by store" };
  const place = { x: 0, y: 0, w: 6, h: 4, chart: "" };
  const board = (name) =>
    call(url, "POST", "/dashboards", { name, cards: [{ ...card, ...place }] });
  const { id } = await board("Shop");
  await board("Books");
  return id;
}

async function newcomer(world) {
  const context = await world.browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-IN",
    reducedMotion: "reduce",
    serviceWorkers: world.serviceWorkers ?? "block",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

async function signIn(page, name) {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORDS[name]);
  await page.keyboard.press("Enter");
}

const menuOf = (page, name) => page.getByRole("button", { name: `Your account, ${name}` }).first();
const title = (page, name) => page.getByRole("heading", { name, level: 1 });

/** By keyboard alone, from the empty state to being signed in. */
async function firstAccount({ url, owner: page, look }) {
  await page.goto(`${url}/settings`);
  const begin = page.getByRole("button", { name: "Make the first account" });
  await begin.waitFor();
  await look("people-none", page);
  await begin.focus();
  await page.keyboard.press("Enter");
  await page.getByText("From then on everybody signs in").waitFor();
  await page.keyboard.type("Asha");
  await page.keyboard.press("Tab");
  await page.keyboard.type("password");
  await page.keyboard.press("Enter");
  await page.getByText("among the first that are tried").waitFor();
  await look("people-first", page);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORDS.Asha);
  await page.keyboard.press("Enter");
  await menuOf(page, "Asha").waitFor();
  await page.getByText("You are the only one so far").waitFor();
}

async function addViewer({ owner: page, look }) {
  await page.getByRole("button", { name: "Add a person" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await page.keyboard.type("Meena"); // the name has the focus
  await dialog.getByLabel("Password", { exact: true }).fill(PASSWORDS.Meena);
  await look("people-add", page);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByLabel("What Meena may do").waitFor();
  await look("people", page);
  await page.getByRole("button", { name: "More for Meena" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByLabel("What Meena may do").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByLabel("What Meena may do").waitFor();
}

/** Another tab of the same browser hears of it. */
async function outAndIn({ url, owner: page, look }) {
  const other = await page.context().newPage();
  await other.goto(`${url}/boards`);
  await title(other, "Boards").waitFor();
  await menuOf(page, "Asha").click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await title(page, "Sign in").waitFor();
  await title(other, "Sign in").waitFor();
  assert.equal(await other.getByRole("link", { name: "Shop" }).count(), 0);
  const focused = await page.evaluate(() => document.activeElement?.getAttribute("autocomplete"));
  assert.equal(focused, "username");
  await look("sign-in", page);
  await page.getByLabel("Name", { exact: true }).fill("Asha");
  await page.getByLabel("Password", { exact: true }).fill("not this one");
  await page.keyboard.press("Enter");
  await page.locator("[aria-invalid=true]").waitFor();
  await look("sign-in-wrong", page);
  await signIn(page, "Asha");
  await menuOf(page, "Asha").waitFor();
  await menuOf(other, "Asha").waitFor();
  await title(other, "Boards").waitFor(); // at the address where it was
  await other.close();
}

async function viewer({ url, board, viewer: page, look }) {
  await page.goto(`${url}/boards`);
  await signIn(page, "Meena");
  await page.getByRole("link", { name: "Shop" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "New board" }).count(), 0);
  await page.getByText("by Asha").first().waitFor();
  await look("boards-viewer", page);
  await page.goto(`${url}/boards/${board}?edit=true`);
  await title(page, "Shop").waitFor();
  await page.getByText("Ask Asha to change it").waitFor();
  for (const name of ["Edit", "Share", "Done"])
    assert.equal(await page.getByRole("button", { name, exact: true }).count(), 0, name);
  await look("board-viewer", page);
  await page.getByRole("button", { name: /^Comments/ }).click();
  const panel = page.getByRole("dialog", { name: "Comments" });
  await panel.getByLabel("Comment", { exact: true }).fill("Looks right to me.");
  await panel.getByRole("button", { name: "Add comment" }).click();
  await panel.getByRole("listitem").getByText("Meena").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Add to favourites" }).click();
  await page.getByRole("button", { name: "Remove from favourites" }).waitFor();
  await page.goto(`${url}/data`);
  await page.getByText("editors bring data in").waitFor();
  assert.equal(await page.getByRole("button", { name: "Choose files" }).count(), 0);
  await page.goto(`${url}/settings`);
  await page.getByText("Owners add people").waitFor();
  assert.ok(await page.getByLabel("Currency", { exact: true }).isDisabled());
  await look("settings-viewer", page);
}

/** Given to one person to change, and taken away again, while that person looks at it. */
async function sharing({ url, board, owner, viewer: page, look }) {
  await page.goto(`${url}/boards/${board}`);
  await page.getByText("Ask Asha to change it").waitFor();
  await owner.goto(`${url}/boards/${board}`);
  await owner.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = owner.getByRole("dialog", { name: "Share this board" });
  await dialog.getByLabel("Who sees it").selectOption("none");
  await page.getByText("This board is not here any more").waitFor();
  await dialog.getByLabel("Share with", { exact: true }).selectOption({ label: "Meena" });
  await dialog.getByLabel("What they may do").selectOption("edit");
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByLabel("What Meena may do").waitFor();
  await look("board-access", owner);
  await page.goto(`${url}/boards/${board}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const name = page.getByRole("textbox", { name: "Name of the board" });
  await name.fill("Shop of Meena");
  await name.press("Enter");
  await title(owner, "Shop of Meena").waitFor({ state: "attached" });
  await dialog.getByLabel("What Meena may do").selectOption("view");
  await page.getByText("Ask Asha to change it").waitFor();
  await dialog.getByRole("button", { name: "Share with Meena no more" }).click();
  await page.getByText("This board is not here any more").waitFor();
  await page.goto(`${url}/boards`);
  await page.getByRole("link", { name: "Books" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Shop of Meena" }).count(), 0);
}

/** As if its time were over: the cookie is gone. */
const endSession = (page) => page.context().clearCookies({ name: "munim_session" });
const again = (page) => page.getByRole("dialog", { name: "Sign in again" });

async function expiry({ url, board, owner: page, look }) {
  await page.goto(`${url}/boards/${board}?edit=true`);
  const name = page.getByRole("textbox", { name: "Name of the board" });
  await name.waitFor();
  await page.locator("#question").fill("total amount by pro");
  await endSession(page);
  await name.fill("Half edited");
  await name.press("Enter");
  await again(page).waitFor();
  assert.equal(await again(page).getByLabel("Name").inputValue(), "Asha");
  await look("session-ended", page);
  // Not now: it is still there, and the way back too.
  await page.keyboard.press("Escape");
  await page.getByText("You are signed out. What you see may be old.").waitFor();
  await look("session-later", page);
  assert.equal(await page.locator("#question").inputValue(), "total amount by pro");
  await name.fill("Half edited");
  await name.press("Enter");
  await again(page).waitFor();
  await page.keyboard.type(PASSWORDS.Asha); // the password has the focus
  await page.keyboard.press("Enter");
  await again(page).waitFor({ state: "detached" });
  // The change that was on its way is kept, and the question still stands half typed.
  await page.waitForFunction(
    async (path) => (await (await fetch(path)).json()).name === "Half edited",
    `/api/v1/dashboards/${board}`,
  );
  assert.equal(await page.locator("#question").inputValue(), "total amount by pro");
}

/** Somebody else at the same browser starts anew. */
async function stranger({ url, board, owner: page }) {
  await page.goto(`${url}/boards/${board}?edit=true`);
  await page.locator("#question").fill("what only Asha typed");
  await endSession(page);
  const name = page.getByRole("textbox", { name: "Name of the board" });
  await name.fill("Of nobody");
  await name.press("Enter");
  await again(page).waitFor();
  const loaded = page.waitForEvent("load");
  await signIn(page, "Meena");
  await loaded;
  await menuOf(page, "Meena").waitFor();
  assert.equal(await page.locator("#question").inputValue(), "");
  const { token } = await call(url, "POST", "/session", {
    name: "Asha",
    password: PASSWORDS.Asha,
    bearer: true,
  });
  const headers = { Authorization: `Bearer ${token}` };
  const kept = await (await fetch(`${url}/api/v1/dashboards/${board}`, { headers })).json();
  assert.equal(kept.name, "Half edited", "what Asha had on its way is not Meena's to send");
}

/** What is kept for the way without a connection is a person's own, and goes with signing out. */
async function offlineCopies(world) {
  const { url, board } = world;
  const page = await newcomer({ ...world, serviceWorkers: "allow" });
  const copies = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith("munim-kept"));
      const stores = await Promise.all(names.map((name) => caches.open(name)));
      return (await Promise.all(stores.map((store) => store.keys()))).flat().length;
    });
  try {
    await page.goto(`${url}/boards/${board}`);
    await signIn(page, "Asha");
    await title(page, "Half edited").waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.reload();
    await title(page, "Half edited").waitFor();
    await page.waitForLoadState("networkidle");
    assert.ok((await copies()) > 2, "the board is kept");
    await page.context().setOffline(true);
    await page.reload();
    await title(page, "Half edited").waitFor();
    await menuOf(page, "Asha").waitFor();
    await page.context().setOffline(false);
    await page.reload();
    await menuOf(page, "Asha").click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await title(page, "Sign in").waitFor();
    await page.waitForLoadState("networkidle");
    assert.ok((await copies()) <= 1, "nothing but the empty session is left");
    await page.context().setOffline(true);
    await page.goto(`${url}/boards/${board}`);
    await page.getByRole("main").waitFor();
    assert.equal(await page.getByText("Half edited").count(), 0);
  } finally {
    await page.context().close();
  }
}

const STEPS = [
  ["the first account", firstAccount],
  ["a person is added, removed and back", addViewer],
  ["signing out, here and in the other tab, and in", outAndIn],
  ["a viewer looks, comments, and is offered no change", viewer],
  ["a board is given to one person and taken away", sharing],
  ["a session that ends keeps what was typed", expiry],
  ["another person gets the page anew", stranger],
  ["offline copies are one's own, and go", offlineCopies],
];

async function people(world) {
  if (!world.real) return; // the mock knows nobody
  const backend = await startBackend({ binary: world.binary, mock: false });
  const browser = world.page.context().browser();
  const own = { ...world, browser, url: backend.url };
  try {
    own.board = await furnish(backend.url, world.sales);
    own.owner = await newcomer(own);
    own.viewer = await newcomer(own);
    for (const [name, step] of STEPS) {
      const start = Date.now();
      try {
        await step(own);
      } catch (error) {
        error.message = `${name}: ${error.message}`;
        throw error;
      }
      console.log(`   ${name} (${Date.now() - start} ms)`);
    }
  } finally {
    for (const page of [own.owner, own.viewer]) await page?.context().close();
    await backend.stop();
  }
}

export const PEOPLE_STEPS = [["people sign in and share", people]];
