// Lighthouse on the program itself with its demonstration data: Ask, Home and a board of the
// template "retail-day", as a desk and as a phone.
//     npm run build, then build the program, then npm run lighthouse      or MUNIM=/path/to/munim
// Prints a table; the exit status is 1 when a category is under its limit. Figures of speed mean
// something only while nothing else works on the machine, so its load is printed too.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import lighthouse, { desktopConfig } from "lighthouse";
import { chromium } from "playwright-core";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const BINARY = process.env.MUNIM ?? path.join(HERE, "../../build/munim");
const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
const REPORTS = path.join(HERE, "../e2e/artifacts");
const READY_TRIES = 600;

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const PROFILES = [
  { name: "desktop", config: desktopConfig, limit: 95 },
  { name: "mobile", config: undefined, limit: 90 },
];

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function freePort() {
  return new Promise((ready) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => ready(port));
    });
  });
}

/** With the demonstration data in a folder of its own. */
async function serve() {
  const data = await mkdtemp(path.join(tmpdir(), "munim-lighthouse-"));
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn(BINARY, ["serve", "--demo", "--data", data, "--listen", listen], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://${listen}`;
  const stop = async () => {
    child.kill("SIGTERM");
    await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  };
  for (let i = 0; i < READY_TRIES && child.exitCode === null; i++) {
    const answer = await fetch(`${url}/api/v1/tables`).catch(() => null);
    if (answer?.ok && (await answer.json()).tables.length > 0) return { url, stop };
    await pause(200);
  }
  await stop();
  throw new Error(`${BINARY} did not become ready with its demonstration data`);
}

async function boardPath(url) {
  const response = await fetch(`${url}/api/v1/dashboards`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: "Retail day", template: "retail-day" }),
  });
  const board = await response.json();
  if (!response.ok) throw new Error(`no board of the template: ${board.detail}`);
  return `/boards/${board.id}`;
}

/** What costs points, the costliest first. */
function losses({ audits, categories }) {
  return CATEGORIES.flatMap((category) => categories[category].auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9)
    .sort((a, b) => b.weight * (1 - audits[b.id].score) - a.weight * (1 - audits[a.id].score))
    .map(({ id }) => `${id} ${audits[id].displayValue ?? ""}`.trim());
}

async function measure(port, page, profile) {
  const options = { port, output: "html", onlyCategories: CATEGORIES };
  const { lhr, report } = await lighthouse(page.url, options, profile.config);
  if (lhr.runtimeError) throw new Error(`${page.name}: ${lhr.runtimeError.message}`);
  await writeFile(path.join(REPORTS, `lighthouse-${page.name}-${profile.name}.html`), report);
  const scores = CATEGORIES.map((c) => Math.round((lhr.categories[c].score ?? 0) * 100));
  const ok = scores.every((score) => score >= profile.limit);
  const cells = scores.map((score, i) => String(score).padStart(CATEGORIES[i].length + 2)).join("");
  const verdict = ok ? "ok" : `under ${profile.limit}: ${losses(lhr).join("; ")}`;
  console.log(`${profile.name.padEnd(9)}${page.name.padEnd(8)}${cells}  ${verdict}`);
  return ok;
}

async function run(url) {
  const pages = [
    { name: "ask", url: `${url}/ask` },
    { name: "home", url: `${url}/` },
    { name: "board", url: `${url}${await boardPath(url)}` },
  ];
  await mkdir(REPORTS, { recursive: true });
  // What the first request has to compute is not the page's speed.
  for (const page of pages) await fetch(page.url);
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: BROWSER,
    args: [
      `--remote-debugging-port=${port}`,
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
    ],
  });
  let ok = true;
  try {
    console.log(`load ${loadavg()[0].toFixed(1)}`);
    console.log(`${" ".repeat(17)}${CATEGORIES.map((c) => `  ${c}`).join("")}`);
    for (const profile of PROFILES)
      for (const page of pages) ok = (await measure(port, page, profile)) && ok;
  } finally {
    await browser.close();
  }
  return ok;
}

const server = await serve();
try {
  if (!(await run(server.url))) process.exitCode = 1;
} finally {
  await server.stop();
}
