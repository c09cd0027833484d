// The words that numbers and dates are made of. English stands here; any other language brings
// its own in its file of src/languages, and is learned when that file is loaded.
export type Language = string;

export interface NumberWords {
  days: string[];
  months: string[];
  crore: string;
  lakh: string;
  thousand: string;
  million: string;
  billion: string;
  trillion: string;
  weekOf: string;
  /** Before its number: Q3. */
  quarter: string;
}

const ENGLISH: NumberWords = {
  days: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "),
  crore: "crore",
  lakh: "lakh",
  thousand: "thousand",
  million: "million",
  billion: "billion",
  trillion: "trillion",
  weekOf: "week of",
  quarter: "Q",
};

const learned = new Map<Language, NumberWords>();

export function learnLanguage(lang: Language, words: NumberWords): void {
  learned.set(lang, words);
}

/** English for a language that was not learned. */
export function wordsOf(lang: Language | undefined): NumberWords {
  return (lang && learned.get(lang)) || ENGLISH;
}
