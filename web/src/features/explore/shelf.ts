// Statements that were run in this browser; what is kept by name is on the server (saved.ts).
import { createStore, readSaved, save, useStore } from "@/ui/store";

export interface Kept {
  sql: string;
  at: string;
}

const HISTORY_MAX = 30;

function read(key: string): Kept[] {
  try {
    const list: unknown = JSON.parse(readSaved(key) ?? "[]");
    return Array.isArray(list) ? (list as Kept[]).filter((k) => typeof k.sql === "string") : [];
  } catch {
    return []; // somebody else's text
  }
}

function shelf(key: string, most: number) {
  const store = createStore<Kept[]>(read(key));
  const set = (next: Kept[]) => {
    save(key, JSON.stringify(next));
    store.set(next);
  };
  return {
    use: () => useStore(store),
    /** On top; the same statement stands once. */
    put: (sql: string) => {
      const text = sql.trim();
      const rest = store.get().filter((k) => k.sql !== text);
      set([{ sql: text, at: new Date().toISOString() }, ...rest].slice(0, most));
    },
  };
}

export const history = shelf("munim.sql.history", HISTORY_MAX);
