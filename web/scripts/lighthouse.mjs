// Lighthouse on the program itself with its demonstration data: Ask, Home and a board of twelve
// cards, as a desk and as a phone.
//     npm run build, then build the program, then npm run lighthouse      or MUNIM=/path/to/munim
// Prints a table; the exit status is 1 when a category is under its limit, speed by more than its
// noise. Accessibility, best practices and SEO are the same on every machine and always judged.
// Speed is the best of up to three tries, and judged only by tries that had the machine for
// themselves: how much of it others took just before and after is measured, and a page without a
// fair try is a line that begins with "note:".
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import lighthouse, { desktopConfig } from "lighthouse";
import { chromium } from "playwright-core";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const BINARY = process.env.MUNIM ?? path.join(HERE, "../../build/munim");
const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
const REPORTS = path.join(HERE, "../e2e/artifacts");
const READY_TRIES = 600;

const TRIES = 3;
/** Share of the machine that others may take beside a fair try. */
const OTHERS_MAX = 0.2;
/** Lighthouse's own measure of the machine; a phone is taken to be a quarter of one of 1,500. */
const BENCHMARK_LEAST = 1000;
/** No new try after so long: the tests wait for this. */
const BUDGET_MS = 75_000;
const WATCH_MS = 400;

// The same page scores a few points apart from run to run: less than that under the limit is told,
// and fails nothing.
const NOISE = 3;

const SPEED = "performance";
const CATEGORIES = [SPEED, "accessibility", "best-practices", "seo"];
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

async function send(url, method, body) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${url}: ${answer.detail}`);
  return answer;
}

/** The template's eleven cards and one more. */
async function boardPath(url) {
  const boards = `${url}/api/v1/dashboards`;
  const board = await send(boards, "POST", { name: "Retail day", template: "retail-day" });
  const y = Math.max(...board.cards.map((card) => card.y + card.h));
  const card = { id: "twelfth", kind: "question", question: "revenue by month", title: "" };
  const changes = [{ op: "card", card: { ...card, x: 0, y, w: 12, h: 5 } }];
  await send(`${boards}/${board.id}`, "PATCH", { base: board.version, changes });
  return `/boards/${board.id}`;
}

/** What costs points, the costliest first. */
function losses({ audits, categories }) {
  return CATEGORIES.flatMap((category) => categories[category].auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9)
    .sort((a, b) => b.weight * (1 - audits[b.id].score) - a.weight * (1 - audits[a.id].score))
    .map(({ id }) => `${id} ${audits[id].displayValue ?? ""}`.trim());
}

/** Share of the machine that is busy while this program does nothing. */
async function othersNow() {
  const sum = () =>
    cpus().reduce(
      ([idle, all], { times }) => [
        idle + times.idle,
        all + Object.values(times).reduce((total, ms) => total + ms, 0),
      ],
      [0, 0],
    );
  const [idleBefore, allBefore] = sum();
  await pause(WATCH_MS);
  const [idle, all] = sum();
  return 1 - (idle - idleBefore) / Math.max(1, all - allBefore);
}

async function attempt(port, page, profile) {
  const before = await othersNow();
  const options = { port, output: "html", onlyCategories: CATEGORIES };
  const { lhr, report } = await lighthouse(page.url, options, profile.config);
  if (lhr.runtimeError) throw new Error(`${page.name}: ${lhr.runtimeError.message}`);
  const others = Math.max(before, await othersNow());
  const { benchmarkIndex } = lhr.environment;
  const scoreOf = (c) => Math.round((lhr.categories[c].score ?? 0) * 100);
  return {
    scores: Object.fromEntries(CATEGORIES.map((c) => [c, scoreOf(c)])),
    isFair: others <= OTHERS_MAX && benchmarkIndex >= BENCHMARK_LEAST,
    circumstances: `others took ${Math.round(others * 100)} % of the machine, benchmark ${Math.round(benchmarkIndex)}`,
    losses: losses(lhr),
    report,
  };
}

/** Fair tries before others, then the fastest. */
const better = (a, b) =>
  Number(b.isFair) - Number(a.isFair) || b.scores[SPEED] - a.scores[SPEED] || 0;

async function measure(port, page, profile, until) {
  const tries = [];
  do tries.push(await attempt(port, page, profile));
  while (
    tries.length < TRIES &&
    Date.now() < until &&
    !tries.some((t) => t.isFair && t.scores[SPEED] >= profile.limit)
  );
  const [best] = [...tries].sort(better);
  await writeFile(path.join(REPORTS, `lighthouse-${page.name}-${profile.name}.html`), best.report);
  const isUnder = (t, c) => t.scores[c] < profile.limit;
  const isSlow = isUnder(best, SPEED);
  const isPoor = tries.some((t) => CATEGORIES.some((c) => c !== SPEED && isUnder(t, c)));
  const isFar = best.scores[SPEED] < profile.limit - NOISE;
  const ok = !isPoor && !(isFar && best.isFair);
  const name = `${profile.name.padEnd(9)}${page.name.padEnd(8)}`;
  const cells = CATEGORIES.map((c) => String(best.scores[c]).padStart(c.length + 2)).join("");
  const slow = best.isFair ? `barely under ${profile.limit}` : "not judged";
  const verdict = ok ? (isSlow ? slow : "ok") : `under ${profile.limit}`;
  const why = isSlow || isPoor ? `: ${best.losses.join("; ")}` : "";
  console.log(`${name}${cells}  ${verdict}, ${tries.length} tries${why}`);
  if (isSlow && !best.isFair)
    console.log(`note: ${name.trim()}: speed not judged, ${best.circumstances}`);
  return ok;
}

async function run(url) {
  const pages = [
    { name: "ask", url: `${url}/ask` },
    { name: "home", url: `${url}/` },
    { name: "board", url: `${url}${await boardPath(url)}` },
  ];
  await mkdir(REPORTS, { recursive: true });
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
  const until = Date.now() + BUDGET_MS;
  let ok = true;
  try {
    await warm(browser, pages);
    console.log(`${" ".repeat(17)}${CATEGORIES.map((c) => `  ${c}`).join("")}`);
    for (const profile of PROFILES)
      for (const page of pages) ok = (await measure(port, page, profile, until)) && ok;
  } finally {
    await browser.close();
  }
  return ok;
}

/** What the first request has to compute, forecasts above all, is not the page's speed. */
async function warm(browser, pages) {
  const page = await browser.newPage();
  for (const { url } of pages) await page.goto(url, { waitUntil: "networkidle" });
  await page.close();
}

const server = await serve();
try {
  if (!(await run(server.url))) process.exitCode = 1;
} finally {
  await server.stop();
}
