// What each page loads first, compressed: its scripts and what they import at once.
//     npm run build && npm run size              -- --files: file by file
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

const LIMIT = 220_000;
const DIST = new URL("../dist/", import.meta.url).pathname;

const PAGES = (await readdir(path.join(DIST, "pages/en"), { recursive: true })).filter((name) =>
  name.endsWith(".html"),
);

/** Static imports only; what is loaded later is written import("..."). */
async function follow(file, seen) {
  if (seen.has(file)) return;
  const text = await readFile(path.join(DIST, "assets", file), "utf8");
  seen.set(file, gzipSync(text).length);
  for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
    await follow(name, seen);
  }
}

async function firstLoad(page) {
  const html = await readFile(path.join(DIST, "pages/en", page), "utf8");
  const seen = new Map();
  for (const [, name] of html.matchAll(/assets\/([\w.-]+\.js)/g)) await follow(name, seen);
  return seen;
}

const sum = (sizes) => [...sizes.values()].reduce((total, size) => total + size, 0);
let most = 0;
for (const page of PAGES) {
  const seen = await firstLoad(page);
  most = Math.max(most, sum(seen));
  console.log(`${String(sum(seen)).padStart(8)} ${page}`);
  if (process.argv.includes("--files"))
    for (const [file, size] of seen) console.log(`${String(size).padStart(16)} ${file}`);
}
console.log(`${String(most).padStart(8)} at most, ${LIMIT} allowed`);
if (most > LIMIT) process.exitCode = 1;
