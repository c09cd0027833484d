// The way of one question, in a browser: drop a file, see what was understood, ask, and get the
// right number with a drawn chart. Every page on the way is looked at by checks.mjs.
//
//     npm run build && npm run e2e                 with ../build/munim, or MUNIM=/path/to/munim
//     npm run build && npm run e2e -- --mock       with the mock in place of the server
//     npm run e2e -- --only=board                  the steps whose names match, and what they need
//     npm run e2e -- --quick                       the steps alone, without looking
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startBackend } from "./backend.mjs";
import { look } from "./checks.mjs";
import { makeSales } from "./data.mjs";
import { STEPS } from "./steps.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell";
const binary = process.env.MUNIM ?? path.join(here, "../../build/munim");
const dist = path.join(here, "../dist");
const artifacts = path.join(here, "artifacts");
const mock = process.argv.includes("--mock");
const quick = process.argv.includes("--quick");
const onlyText = process.argv.find((a) => a.startsWith("--only="))?.slice(7);
const only = onlyText ? new RegExp(onlyText) : null;

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(0);
}

/** Collects what the console complains of; a failing request that a step provokes is allowed. */
function watchConsole(page) {
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  return complaints;
}

async function main(backend) {
  const browser = await chromium.launch({
    executablePath: BROWSER,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: "en-IN",
      timezoneId: "Asia/Kolkata",
      reducedMotion: "reduce",
      // What is tested here is the server; offline.mjs has the worker.
      serviceWorkers: "block",
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const complaints = watchConsole(page);
    const amiss = [];
    const world = {
      page,
      url: backend.url,
      real: backend.real,
      binary,
      sales: makeSales(),
      look: async (name, at = page) => {
        if (!quick) amiss.push(...(await look(at, name, artifacts)));
      },
    };
    for (const [name, step] of STEPS) {
      if (only && !only.test(name) && !name.startsWith("*")) continue;
      const start = Date.now();
      const before = amiss.length;
      try {
        await step(world);
      } catch (error) {
        amiss.push(`${name}: ${error.stack}`);
        await page
          .screenshot({ path: path.join(artifacts, `failed-${name.replace(/\W+/g, "-")}.png`) })
          .catch(() => {});
        if (name.startsWith("*")) throw new Error(amiss.join("\n"), { cause: error });
      }
      const verdict = amiss.length === before ? "ok" : "FAIL";
      console.log(`${verdict} ${name} (${Date.now() - start} ms)`);
    }
    assert.equal(amiss.length, 0, amiss.join("\n"));
    assert.deepEqual(complaints, [], "the console is silent");
  } finally {
    await browser.close();
  }
}

if (!existsSync(BROWSER)) skip(`no browser at ${BROWSER}`);
if (mock && !existsSync(dist)) skip("no web/dist; run npm run build first");
const backend = await startBackend({ binary, mock, dist });
if (!backend) skip(`no server at ${binary}; set MUNIM, or use --mock`);
try {
  await main(backend);
  console.log(`all is well; pictures are in ${path.relative(process.cwd(), artifacts)}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await backend.stop();
}
