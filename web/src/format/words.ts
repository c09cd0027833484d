// What the pages say, in the person's language. English stands in the source and is the key; any
// other language is a file of src/languages with the same keys. What a file lacks stays English.
//
//   export const T = words({ title: "Ask", again: "Try again" });    looked up at each reading
//   tr("{from} to {to} of {total}", { from, to, total })
//   counted(n, "{n} row", "{n} rows")
//
// The texts must be literals: scripts/languages.mjs reads the keys from the source.

export type Catalog = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number>>;

const ENGLISH = "en";

let catalog: Catalog = {};
let tag = ENGLISH;

/** From now on; the application draws itself anew after this. */
export function setCatalog(next: Catalog, language = ENGLISH): void {
  catalog = next;
  tag = language;
}

/** The language of the texts, which is also that of the server's sentences: it is asked for it. */
export const spokenLanguage = (): string => tag;

let numbers = "";

/** How the server writes the numbers of its sentences: "indian", "lakh" ...; "" as it would. */
export const spokenNumbers = (): string => numbers;
export const setSpokenNumbers = (name: string): void => void (numbers = name);

export function tr(text: string, values: Values = {}): string {
  // An empty text is one that nobody has translated yet.
  const said = catalog[text] || text;
  return said.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function counted(n: number, one: string, many: string, values: Values = {}): string {
  return tr(n === 1 ? one : many, { n, ...values });
}

export function words<T extends object>(source: T): T {
  return new Proxy(source, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value === "string") return tr(value);
      if (typeof value === "object" && value !== null) return words(value);
      return value;
    },
  });
}
