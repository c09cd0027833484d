// The first paint of each page, drawn at build time (scripts/shells.ts): the frame and the places
// of what is coming, from the same components that draw the page in the browser.
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { renderToStaticMarkup } from "react-dom/server";
import { Providers } from "./app/providers";
import { makeRouter } from "./app/router";
import { learnLanguage, type NumberWords } from "./format/language";
import { setCatalog, type Catalog } from "./format/words";
import { setFormatLanguage } from "./ui/preferences";

export interface ShellPage {
  /** As the server has it: "_" stands for any name. */
  path: string;
  /** What draws it; it is fetched beside the program. */
  module: string;
  /** What it asks for first; theme.js puts the name from the address in the place of "_". */
  early: string[];
}

// The session first: the service worker learns from it whose the other answers are.
const FRAME = ["/session", "/settings"];

export const PAGES: ShellPage[] = [
  {
    path: "/",
    module: "app/home-route.tsx",
    early: [
      "/forecast",
      "/data/health",
      "/questions/suggestions",
      "/forecast/list?level=sku",
      "/imports",
    ],
  },
  {
    path: "/ask",
    module: "app/ask-route.tsx",
    early: ["/questions/suggestions", "/questions?limit=30"],
  },
  { path: "/boards", module: "app/boards-route.tsx", early: ["/dashboards"] },
  { path: "/boards/_", module: "app/board-route.tsx", early: ["/dashboards/_"] },
  { path: "/explore", module: "app/explore-route.tsx", early: ["/model"] },
  { path: "/data", module: "features/data/page.tsx", early: ["/tables"] },
  { path: "/data/_", module: "app/table-route.tsx", early: [] },
  { path: "/forecast", module: "app/forecast-route.tsx", early: ["/forecast"] },
  { path: "/settings", module: "app/settings-route.tsx", early: [] },
  { path: "/shared/_", module: "app/shared-route.tsx", early: ["/shared/_"], bare: true },
].map(({ bare, ...page }) => ({ ...page, early: [...(bare ? [] : FRAME), ...page.early] }));

interface LanguageFile {
  language: NumberWords;
  texts: Catalog;
}

const FILES = import.meta.glob<LanguageFile>("./languages/*.json", { import: "default" });
const ENGLISH = "en";

export const LANGUAGES: readonly string[] = [
  ENGLISH,
  ...Object.keys(FILES).map((name) => name.replace(/^.*\/|\.json$/g, "")),
];

export async function drawShell(path: string, tag: string): Promise<string> {
  const file = await FILES[`./languages/${tag}.json`]?.();
  if (file) learnLanguage(tag, file.language);
  setCatalog(file?.texts ?? {});
  setFormatLanguage(tag);
  const router = makeRouter(createMemoryHistory({ initialEntries: [path] }));
  await router.load();
  return renderToStaticMarkup(
    <Providers>
      <RouterProvider router={router} />
    </Providers>,
  );
}
