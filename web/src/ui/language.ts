// Which language the pages speak: kept in the browser, else as the browser asks, else English.
// A language is a file of src/languages, loaded when it is chosen; the frame draws itself anew
// for each change (app/root.tsx holds useLanguage as its key).
import { learnLanguage, type NumberWords } from "@/format/language";
import { setCatalog, type Catalog } from "@/format/words";
import { setFormatLanguage } from "./preferences";
import { createStore, readSaved, save, useStore } from "./store";

interface LanguageFile {
  language: NumberWords;
  texts: Catalog;
}

const KEY = "munim.language";
const ENGLISH = "en";
const FILES = import.meta.glob<LanguageFile>("../languages/*.json", { import: "default" });
const tagOf = (path: string) => path.replace(/^.*\/|\.json$/g, "");

/** Tags of the languages that there are. */
export const LANGUAGES: readonly string[] = [ENGLISH, ...Object.keys(FILES).map(tagOf)];

/** How a language calls itself. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}

const current = createStore<string>(ENGLISH);

export const useLanguage = (): string => useStore(current);

function wanted(): string {
  const saved = readSaved(KEY);
  const asked = typeof navigator === "undefined" ? [] : navigator.languages;
  const tags = [saved ?? "", ...asked.map((l) => l.split("-")[0] ?? "")];
  return tags.find((tag) => LANGUAGES.includes(tag)) ?? ENGLISH;
}

/** The order of what was asked for last: a slow file must not overtake a later choice. */
let latest = 0;

async function speak(tag: string): Promise<void> {
  const mine = ++latest;
  const load = FILES[`../languages/${tag}.json`];
  const file = load ? await load() : null;
  if (mine !== latest) return;
  if (file) learnLanguage(tag, file.language);
  setCatalog(file?.texts ?? {});
  document.documentElement.lang = file ? tag : ENGLISH;
  setFormatLanguage(file ? tag : ENGLISH);
  current.set(file ? tag : ENGLISH);
}

export function setLanguage(tag: string): Promise<void> {
  save(KEY, tag);
  return speak(tag);
}

/** Before the first paint. A file that does not come leaves English. */
export async function startLanguage(): Promise<void> {
  const tag = wanted();
  if (tag !== ENGLISH) await speak(tag).catch(() => undefined);
}
