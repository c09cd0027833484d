// How old is what the pages show: null while the server answers, else the moment of the oldest
// answer that the service worker gave in its place.
import { KEPT_HEADER } from "./kept";

let oldest: string | null = null;
const listeners = new Set<() => void>();

function set(next: string | null): void {
  if (next === oldest) return;
  oldest = next;
  listeners.forEach((listener) => listener());
}

/** One answer of the server means that it is back: what is old is asked again. */
export function noteAnswer(response: Response): void {
  const kept = response.headers.get(KEPT_HEADER);
  if (kept === null) set(null);
  else if (oldest === null || kept < oldest) set(kept);
}

/** Another page is as old as its own answers. */
export const forgetAge = (): void => set(null);

export const answersAge = {
  get: (): string | null => oldest,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
