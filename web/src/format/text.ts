// Words: plurals, lists, capital letters.

/** "1 row", "3 rows"; the number already written by the caller's number style. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return n === 1 ? one : many;
}

/** "a, b and c" */
export function listing(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1] ?? ""}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "bill_lines" as "bill lines". */
export function words(name: string): string {
  return name.replace(/[_.]+/g, " ").trim();
}
