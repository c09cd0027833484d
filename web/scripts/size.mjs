// What the first page loads, compressed: index.html's scripts and what they import at once.
//     npm run build && npm run size
import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

const LIMIT = 220_000;
const DIST = new URL("../dist/", import.meta.url).pathname;

/** Static imports only; what is loaded later is written import("..."). */
async function follow(file, seen) {
  if (seen.has(file)) return;
  const text = await readFile(path.join(DIST, "assets", file), "utf8");
  seen.set(file, gzipSync(text).length);
  for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
    await follow(name, seen);
  }
}

const html = await readFile(path.join(DIST, "index.html"), "utf8");
const seen = new Map();
for (const [, name] of html.matchAll(/assets\/([\w.-]+\.js)/g)) await follow(name, seen);
// The first page is Ask; its own part comes at once too.
const entry = await readFile(path.join(DIST, "assets", [...seen.keys()][0]), "utf8");
const ask = /ask-route-[\w-]+\.js/.exec(entry)?.[0];
if (ask) await follow(ask, seen);

const total = [...seen.values()].reduce((sum, size) => sum + size, 0);
for (const [file, size] of seen) console.log(`${String(size).padStart(8)} ${file}`);
console.log(`${String(total).padStart(8)} in all, ${LIMIT} allowed`);
if (total > LIMIT) process.exitCode = 1;
