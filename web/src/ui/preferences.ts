// How this person reads numbers; kept in the browser.
import { DEFAULT_FORMAT, type FormatOptions } from "@/format/value";
import { createStore, readSaved, save, useStore } from "./store";

export type SystemChoice = FormatOptions["system"];

const KEY = "munim.numbers";

function homeSystem(): FormatOptions["home"] {
  const languages = typeof navigator === "undefined" ? [] : navigator.languages;
  return languages.some((l) => /-(IN|PK|BD|NP)$/i.test(l) || /^hi\b/i.test(l))
    ? "indian"
    : "western";
}

function initial(): FormatOptions {
  const saved = readSaved(KEY);
  const system = saved === "indian" || saved === "western" ? saved : "auto";
  return { ...DEFAULT_FORMAT, system, home: homeSystem(), thisYear: new Date().getFullYear() };
}

const formatStore = createStore<FormatOptions>(initial());

export function setNumberSystem(system: SystemChoice): void {
  save(KEY, system);
  formatStore.set((before) => ({ ...before, system }));
}

/** Called by language.ts alone, when its words are there. */
export function setFormatLanguage(lang: string): void {
  formatStore.set((before) => ({ ...before, lang }));
}

export const useFormat = (): FormatOptions => useStore(formatStore);
