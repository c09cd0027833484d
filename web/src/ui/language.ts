// Which language the pages speak: as chosen in this browser, else as the business says under
// Settings, else as the browser asks, else English.
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
const BUSINESS = "munim.language.business";
const ENGLISH = "en";
const YEAR_S = 365 * 24 * 3600;
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

/** This browser's choice; "" where it made none. */
export const ownLanguage = (): string => readSaved(KEY) ?? "";

function wanted(): string {
  const asked = typeof navigator === "undefined" ? [] : navigator.languages;
  const tags = [
    ownLanguage(),
    readSaved(BUSINESS) ?? "",
    ...asked.map((l) => l.split("-")[0] ?? ""),
  ];
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
  setCatalog(file?.texts ?? {}, file ? tag : ENGLISH);
  document.documentElement.lang = file ? tag : ENGLISH;
  // For the server, which has each page's first paint in each language.
  document.cookie = `${KEY}=${file ? tag : ENGLISH}; path=/; max-age=${YEAR_S}; samesite=lax`;
  setFormatLanguage(file ? tag : ENGLISH);
  current.set(file ? tag : ENGLISH);
}

/** For this browser; "": as the business says. */
export function setLanguage(tag: string): Promise<void> {
  save(KEY, tag);
  return speak(wanted());
}

/** What the business says; "": as each browser asks. */
export function setBusinessLanguage(tag: string): Promise<void> {
  save(BUSINESS, tag);
  const next = wanted();
  return next === current.get() ? Promise.resolve() : speak(next);
}

/** Before the first paint. A file that does not come leaves English. */
export async function startLanguage(): Promise<void> {
  const tag = wanted();
  if (tag !== ENGLISH) await speak(tag).catch(() => undefined);
}
