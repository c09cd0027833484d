// Words: lists, capital letters.
import { tr } from "./words";

/** "a, b and c" */
export function listing(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? "";
  return tr("{names} and {last}", {
    names: items.slice(0, -1).join(", "),
    last: items[items.length - 1] ?? "",
  });
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "bill_lines" as "bill lines". */
export function words(name: string): string {
  return name.replace(/[_.]+/g, " ").trim();
}
