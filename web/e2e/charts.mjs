// Looks at the gallery of charts (gallery.html, not in the built application): every type and every
// edge is drawn, nothing is wider than the window, axe finds nothing, the console is silent; marks
// are chosen by click and by key. The pictures are in e2e/artifacts.
//
//     npm run charts                  all of it
//     npm run charts -- --only=gantt  one chart's pictures
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { createServer } from "vite";
import { axe, noOverflow } from "./checks.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell";
const artifacts = path.join(here, "artifacts", "charts");
const only = process.argv.find((a) => a.startsWith("--only="))?.slice(7);
const WIDTHS = [390, 1440];
const THEMES = ["light", "dark"];
/** Shown as a table by the page, so the gallery has no figure of them. */
const UNDRAWN = ["no-rows"];

/** Charts are drawn when they are seen: once down the page, and back. */
async function throughPage(page) {
  const sections = page.locator("section[id]");
  for (let i = 0; i < (await sections.count()); i += 2) {
    await sections.nth(i).scrollIntoViewIfNeeded();
    await page.waitForTimeout(30);
  }
  await page.evaluate(() => scrollTo(0, 0));
}

async function drawn(page) {
  await page.locator("section[id]").first().waitFor();
  await throughPage(page);
  await page.waitForFunction(
    () => {
      const figures = [...document.querySelectorAll("figure[data-chart]")];
      return figures.length > 5 && figures.every((f) => f.querySelector("svg path, svg text"));
    },
    null,
    { timeout: 60_000 },
  );
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(300);
}

/** Each section has a picture with marks in it. */
async function allDrawn(page, where) {
  const empty = await page.evaluate(() =>
    [...document.querySelectorAll("section[id]")]
      .filter((s) => !s.querySelector("[data-chart=number]"))
      .filter((s) => s.querySelectorAll("figure svg path, figure svg text").length < 3)
      .map((s) => s.id),
  );
  assert.deepEqual(
    empty.filter((id) => !UNDRAWN.includes(id)),
    [],
    `${where}: drawn`,
  );
}

/** The whole page, or of one chart its own. */
async function pictures(page, name) {
  const section = only ? page.locator(`section[id="${only}"]`) : null;
  if (!section)
    await page.screenshot({ path: path.join(artifacts, `${name}.png`), fullPage: true });
  else if (await section.count()) {
    await section.screenshot({ path: path.join(artifacts, `${only}-${name}.png`) });
  }
}

async function look(page, url, set) {
  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      const where = `${set || "types"}-${theme}-${width}`;
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${url}/gallery.html?theme=${theme}${set ? `&only=${set}` : ""}`);
      await drawn(page);
      await allDrawn(page, where);
      await pictures(page, where);
      await noOverflow(page, where);
      if (!only) await axe(page, where, theme === "light" ? "all" : ["color-contrast"]);
      console.log(`ok ${where}`);
    }
  }
}

const chosen = (page) => page.evaluate(() => document.documentElement.dataset.mark);

/** By key and by click the same mark is chosen. */
async function marks(page, url) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${url}/gallery.html`);
  await drawn(page);
  const bars = page
    .locator("#horizontal_bar")
    .getByRole("group", { name: "The marks of the chart" });
  await bars.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await chosen(page), JSON.stringify([{ column: 0, value: "Toor Dal 1 kg" }]));
  const box = await bars.boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.25);
  assert.equal(await chosen(page), JSON.stringify([{ column: 0, value: "Sunflower Oil 1 l" }]));
  console.log("ok marks are chosen by key and by click");
}

/** Dragging over a part of the time shows that part, and a button all of it again. */
async function zoom(page) {
  const line = page.locator("#line");
  await line.scrollIntoViewIfNeeded();
  const before = await line.locator("figcaption p").first().innerText();
  const box = await line.locator("figure svg").boundingBox();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  const all = line.getByRole("button", { name: "Show all" });
  await all.waitFor();
  assert.notEqual(await line.locator("figcaption p").first().innerText(), before);
  await all.click();
  assert.equal(await line.locator("figcaption p").first().innerText(), before);
  console.log("ok a part of the time can be looked at");
}

if (!existsSync(BROWSER)) {
  console.log(`skipped: no browser at ${BROWSER}`);
  process.exit(0);
}
const server = await createServer({
  root: path.join(here, ".."),
  cacheDir: path.join(artifacts, ".vite"), // of its own: another server may be at work on the other
  server: { port: 0, hmr: false, fs: { strict: false } },
});
await server.listen();
const url = `http://localhost:${server.httpServer.address().port}`;
const browser = await chromium.launch({
  executablePath: BROWSER,
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
});
try {
  await mkdir(artifacts, { recursive: true });
  const context = await browser.newContext({ reducedMotion: "reduce", locale: "en-IN" });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (m) => m.type() === "error" && complaints.push(m.text()));
  if (!only) await marks(page, url);
  if (!only) await zoom(page);
  await look(page, url, "");
  await look(page, url, "edges");
  assert.deepEqual(complaints, [], "the console is silent");
} finally {
  await browser.close();
  await server.close();
}
