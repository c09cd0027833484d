// How numbers are read: as the business says under Settings, unless this person chose otherwise
// in this browser. Both are kept here, so that the first paint is right.
import { currencyOf, type NumberSystem } from "@/format/number";
import { DEFAULT_FORMAT, type FormatOptions } from "@/format/value";
import { setSpokenNumbers } from "@/format/words";
import { createStore, readSaved, save, useStore } from "./store";

export type SystemChoice = FormatOptions["system"];

const OWN = "munim.numbers";
const BUSINESS = "munim.numbers.business";
const CURRENCY = "munim.currency";

const SYSTEMS: readonly string[] = ["indian", "western", "european"] satisfies NumberSystem[];
const asChoice = (text: string | null): SystemChoice =>
  text !== null && SYSTEMS.includes(text) ? (text as NumberSystem) : "auto";

/** This browser's choice; "auto": as the business says. */
export const ownNumbers = (): SystemChoice => asChoice(readSaved(OWN));

function browserSystem(): NumberSystem {
  const languages = typeof navigator === "undefined" ? [] : navigator.languages;
  return languages.some((l) => /-(IN|PK|BD|NP)$/i.test(l) || /^hi\b/i.test(l))
    ? "indian"
    : "western";
}

/** How a language writes them; English is spoken where they are in lakhs and where they are not. */
function languageSystem(lang: string): NumberSystem {
  if (lang === "en") return browserSystem();
  const sample = new Intl.NumberFormat(lang).format(1234567.5);
  if (sample.includes("12,34,")) return "indian";
  return sample.endsWith(",5") ? "european" : "western";
}

/** What the server's sentences are asked for; by itself it knows what the business says. */
function speak(own: SystemChoice, home: NumberSystem): void {
  const named = own === "western" ? "international" : own;
  setSpokenNumbers(named !== "auto" ? named : home === "indian" ? "lakh" : "");
}

/** As the server has it (settings_language): the currency's, else the language's. */
function numbers(lang: string): Pick<FormatOptions, "system" | "home"> {
  const own = ownNumbers();
  const inLakhs = currencyOf(readSaved(CURRENCY) ?? "")?.system === "indian";
  const home = inLakhs ? "indian" : languageSystem(lang);
  speak(own, home);
  return { system: own === "auto" ? asChoice(readSaved(BUSINESS)) : own, home };
}

const formatStore = createStore<FormatOptions>({
  ...DEFAULT_FORMAT,
  ...numbers(DEFAULT_FORMAT.lang),
  thisYear: new Date().getFullYear(),
});

const change = () => formatStore.set((before) => ({ ...before, ...numbers(before.lang) }));

export function setNumberSystem(system: SystemChoice): void {
  save(OWN, system);
  change();
}

/** What the business says: how numbers are written, and its currency where it named one. */
export function setBusinessNumbers(system: SystemChoice, currency: string): void {
  save(BUSINESS, system);
  save(CURRENCY, currency);
  change();
}

/** Called by language.ts alone, when its words are there. */
export function setFormatLanguage(lang: string): void {
  formatStore.set((before) => ({ ...before, lang, ...numbers(lang) }));
}

export const useFormat = (): FormatOptions => useStore(formatStore);
