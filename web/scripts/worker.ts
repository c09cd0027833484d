// Builds src/sw.ts as /sw.js, without a hash, after everything else is there, and tells it the
// files: those of assets/ have a hash in their name, the others get one beside it.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { build, type Plugin, type ResolvedConfig } from "vite";

interface Listed {
  url: string;
  revision: string | null;
}

const NOT_LISTED = /^(sw\.js|\..*|.*\.map)$/;
/** Drawn for the first visit; a worker in charge has index.html. */
const PAGES = /^pages\//;
const HASHED = /^assets\/.*-[\w-]{8}\.\w+$/;

export function listFiles(folder: string): Listed[] {
  const nameOf = (file: string) => path.relative(folder, file).split(path.sep).join("/");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_LISTED.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !PAGES.test(nameOf(file)))
    .map((file) => {
      const name = nameOf(file);
      const hash = () => createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16);
      return { url: `/${name}`, revision: HASHED.test(name) ? null : hash() };
    })
    .sort((a, b) => (a.url < b.url ? -1 : 1));
}

async function buildWorker({ root, build: { outDir, target }, resolve }: ResolvedConfig) {
  const dist = path.resolve(root, outDir);
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    resolve: { alias: resolve.alias },
    define: { FILES: JSON.stringify(listFiles(dist)) },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target,
      rolldownOptions: {
        input: path.join(root, "src/sw.ts"),
        output: { format: "iife", entryFileNames: "sw.js" },
      },
    },
  });
}

export function worker(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "munim:worker",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      sequential: true,
      order: "post",
      handler: () => buildWorker(config),
    },
  };
}
