// What public/theme.js asked for before the program was there. Each answer is taken once, by the
// first who would ask for the same; all later ones ask the server.

declare global {
  var munimEarly: Record<string, Promise<Response> | undefined> | undefined;
}

export function takeEarly(path: string): Promise<Response> | undefined {
  const found = globalThis.munimEarly?.[path];
  if (found) delete globalThis.munimEarly?.[path];
  return found;
}

/** What nobody took by now is old. */
export function forgetEarly(): void {
  globalThis.munimEarly = undefined;
}

/** Whoever asks ahead of the page need not hear of a failure: the page asks again, and says so. */
export function unheard(answer: Promise<unknown>): void {
  answer.catch(() => undefined);
}
