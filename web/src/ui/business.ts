// The name of the business, as the person wrote it under Settings; "" until then.
import { createStore, readSaved, save, useStore } from "./store";

const KEY = "munim.business";
const store = createStore<string>(readSaved(KEY) ?? "");

export const useBusinessName = (): string => useStore(store);

export function setBusinessName(name: string): void {
  save(KEY, name);
  store.set(name);
}
