// What this browser kept of a person: half-typed questions, statements, copies for the way without
// a connection. Looks are the browser's own and stay.
import { KEPT_CACHE } from "@/api/kept";
import { save } from "@/ui/store";

const OURS = "munim.";
const LOOKS = new Set(
  [
    "theme",
    "language",
    "language.business",
    "numbers",
    "numbers.business",
    "currency",
    "business",
  ].map((name) => OURS + name),
);
/** Whose the drafts of this tab are. */
const WHOSE = "munim.person";
/** public/theme.js reads it: nobody is signed in, so no page is drawn nor asked for ahead. */
const OUT = "munim.out";

function sweep(store: () => Storage): void {
  try {
    const keys = Object.keys(store()).filter((key) => key.startsWith(OURS) && !LOOKS.has(key));
    keys.forEach((key) => store().removeItem(key));
  } catch {
    // Closed to us: then nothing was kept either.
  }
}

export async function forgetPerson(): Promise<void> {
  sweep(() => sessionStorage);
  sweep(() => localStorage);
  if (typeof caches === "undefined") return;
  const kept = (await caches.keys()).filter((name) => name === KEPT_CACHE);
  await Promise.all(kept.map((name) => caches.delete(name)));
}

/** What another person left half done in this tab is not for this one. */
export async function belongTo(person: string): Promise<void> {
  try {
    const before = sessionStorage.getItem(WHOSE);
    if (before !== null && before !== person) await forgetPerson();
    sessionStorage.setItem(WHOSE, person);
  } catch {
    // Private windows refuse; nothing outlives the page there.
  }
}

export const markOut = (isOut: boolean): void => save(OUT, isOut ? "1" : "");
