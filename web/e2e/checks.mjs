// What every page must pass, in each theme and at each width.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Every width in both themes; of what axe finds only the contrast hangs on the theme. */
const LOOKS = [
  { theme: "light", width: 390, rules: "all" },
  { theme: "light", width: 768 },
  { theme: "light", width: 1440, rules: "all" },
  { theme: "dark", width: 1440, rules: ["color-contrast"] },
  { theme: "dark", width: 768 },
  { theme: "dark", width: 390 },
];

export async function axe(page, where, rules = "all") {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE); // the page's own policy would stop a script tag
  const violations = await page.evaluate(async (only) => {
    const runOnly = only === "all" ? {} : { runOnly: { type: "rule", values: only } };
    const result = await window.axe.run(document, { resultTypes: ["violations"], ...runOnly });
    return result.violations.map(
      (v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`,
    );
  }, rules);
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
  await page.waitForTimeout(200);
}

async function lookOnce(page, name, artifacts, { theme, width, rules }) {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: width < 768 ? 844 : 900 });
  await page.evaluate(() => scrollTo(0, 0));
  await settle(page);
  const where = `${name}-${theme}-${width}`;
  await page.screenshot({ path: path.join(artifacts, `${where}.png`), fullPage: true });
  await noOverflow(page, where);
  if (rules) await axe(page, where, rules);
}

/** Looks at the page as it stands in themes and widths; pictures go to artifacts. Gives what was
 * found amiss: the run goes on and tells all of it at its end. */
export async function look(page, name, artifacts) {
  await mkdir(artifacts, { recursive: true });
  const amiss = [];
  for (const each of LOOKS) {
    await lookOnce(page, name, artifacts, each).catch((error) => amiss.push(error.message));
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1440, height: 900 });
  await settle(page);
  return amiss;
}

/** The digits of a text, whatever groups and signs stand between them. */
export const digits = (text) => text.replace(/[^\d.]/g, "").replace(/\.0*$/, "");
