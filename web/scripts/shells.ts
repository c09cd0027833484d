// Draws the first paint of each page in each language at build time (src/shells.tsx), so that a
// phone shows the frame while the program is still on its way: dist/pages/LANGUAGE/PAGE.html, from
// which the server chooses (src/api/web_page.h), and dist/index.html for all else.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin, type ResolvedConfig, type Rolldown } from "vite";
import type { ShellPage } from "../src/shells";

interface Shells {
  PAGES: ShellPage[];
  LANGUAGES: readonly string[];
  drawShell: (path: string, language: string) => Promise<string>;
}

type Chunks = Map<string, Rolldown.OutputChunk>;

/** What the browser fetches beside the page's own script. */
const PROGRAM = "start.tsx";
const ROOT = '<div id="root"></div>';

async function withShells(
  { root, resolve }: ResolvedConfig,
  use: (shells: Shells) => Promise<void>,
): Promise<void> {
  const outDir = mkdtempSync(path.join(tmpdir(), "munim-shells-"));
  try {
    await build({
      root,
      configFile: false,
      publicDir: false,
      logLevel: "error",
      resolve: { alias: resolve.alias },
      ssr: { noExternal: true },
      build: { ssr: path.join(root, "src/shells.tsx"), outDir, emptyOutDir: true },
    });
    const { href } = pathToFileURL(path.join(outDir, "shells.js"));
    await use((await import(href)) as Shells);
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

/** The files that a module needs before it can run. */
function filesOf(module: string, chunks: Chunks): string[] {
  const entry = [...chunks.values()].find((c) => c.facadeModuleId?.endsWith(`/src/${module}`));
  if (!entry) throw new Error(`shells: ${module} is no chunk of its own`);
  const seen = new Set<string>();
  const follow = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    chunks.get(file)?.imports.forEach(follow);
  };
  follow(entry.fileName);
  return [...seen];
}

interface Drawn {
  language: string;
  early: readonly string[];
  files: readonly string[];
  shell: string;
}

export function pageOf(html: string, { language, early, files, shell }: Drawn): string {
  const links = files
    .filter((file) => !html.includes(`/${file}"`))
    .map(
      (file) => `    <link rel="modulepreload" fetchpriority="low" crossorigin href="/${file}">\n`,
    );
  return (
    html
      // What is painted first needs none of the program: style and font go before it.
      .replace(
        /<(script type|link rel)="(module|modulepreload)" (?=crossorigin)/g,
        '$&fetchpriority="low" ',
      )
      .replace('<html lang="en"', `<html lang="${language}" data-early="${early.join(" ")}"`)
      .replace("  </head>", () => `${links.join("")}  </head>`)
      .replace(ROOT, () => `<div id="root"><div data-drawn>${shell}</div></div>`)
  );
}

async function drawAll(
  config: ResolvedConfig,
  chunks: Chunks,
  { PAGES, LANGUAGES, drawShell }: Shells,
): Promise<void> {
  const dist = path.resolve(config.root, config.build.outDir);
  const html = readFileSync(path.join(dist, "index.html"), "utf8");
  if (!html.includes(ROOT)) throw new Error(`shells: index.html has no ${ROOT}`);
  const program = filesOf(PROGRAM, chunks);
  const base = html.replace('<html lang="en"', `$& data-languages="${LANGUAGES.join(" ")}"`);
  for (const language of LANGUAGES) {
    for (const page of PAGES) {
      const files = [...new Set([...program, ...filesOf(page.module, chunks)])];
      const shell = await drawShell(page.path, language);
      const name = page.path === "/" ? "/index" : page.path;
      const file = path.join(dist, "pages", language, `${name}.html`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, pageOf(base, { language, early: page.early, files, shell }));
    }
  }
  const shell = await drawShell("/-", "en");
  const plain = pageOf(base, { language: "en", early: [], files: program, shell });
  writeFileSync(path.join(dist, "index.html"), plain);
}

export function shells(): Plugin {
  let config: ResolvedConfig;
  const chunks: Chunks = new Map();
  return {
    name: "munim:shells",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    writeBundle(_options, bundle) {
      for (const [name, file] of Object.entries(bundle))
        if (file.type === "chunk") chunks.set(name, file);
    },
    closeBundle: {
      sequential: true,
      order: "post",
      handler: () => withShells(config, (found) => drawAll(config, chunks, found)),
    },
  };
}
