// What every page must pass, in each theme and at each width.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const WIDTHS = [390, 768, 1440];
export const THEMES = ["light", "dark"];

export async function axe(page, where) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE); // the page's own policy would stop a script tag
  const violations = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map(
      (v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`,
    );
  });
  assert.deepEqual(violations, [], `axe on ${where}`);
}

/** Nothing stands out at the side: a page is never scrolled sideways. */
export async function noOverflow(page, where) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `${where} is ${over} px too wide`);
}

async function settle(page) {
  await page.evaluate(() => document.fonts.ready);
  await page
    .waitForFunction(() => !document.querySelector("[aria-busy=true]"), null, { timeout: 5000 })
    .catch(() => {});
  await page.waitForTimeout(350);
}

/** Looks at the page as it stands in all themes and widths; pictures go to artifacts. */
export async function look(page, name, artifacts) {
  await mkdir(artifacts, { recursive: true });
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width < 768 ? 844 : 900 });
      await page.evaluate(() => scrollTo(0, 0));
      await settle(page);
      const where = `${name}-${theme}-${width}`;
      await page.screenshot({ path: path.join(artifacts, `${where}.png`), fullPage: true });
      await noOverflow(page, where);
      await axe(page, where);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1440, height: 900 });
  await settle(page);
}

/** The digits of a text, whatever groups and signs stand between them. */
export const digits = (text) => text.replace(/[^\d.]/g, "").replace(/\.0*$/, "");
