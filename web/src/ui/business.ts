// The name of the business, as it stands under Settings; kept here for the first paint.
import { createStore, readSaved, save, useStore } from "./store";

const KEY = "munim.business";
const store = createStore<string>(readSaved(KEY) ?? "");

export const useBusinessName = (): string => useStore(store);

export function setBusinessName(name: string): void {
  save(KEY, name);
  store.set(name);
}
