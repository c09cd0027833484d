// Light, dark, or as the system says. public/theme.js does the same before the first paint.
import { createStore, readSaved, save, useStore } from "./store";

export type ThemeChoice = "light" | "dark" | "system";
export type Theme = "light" | "dark";

const KEY = "munim.theme";
const query = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : null;

function readChoice(): ThemeChoice {
  const saved = readSaved(KEY);
  return saved === "light" || saved === "dark" ? saved : "system";
}

function resolve(choice: ThemeChoice): Theme {
  if (choice !== "system") return choice;
  return query?.matches ? "dark" : "light";
}

let held: Theme | null = null;

const choiceStore = createStore<ThemeChoice>(readChoice());
const themeStore = createStore<Theme>(resolve(choiceStore.get()));

function apply() {
  const theme = held ?? resolve(choiceStore.get());
  document.documentElement.dataset.theme = theme;
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", paper);
  if (theme !== themeStore.get()) themeStore.set(theme);
}
query?.addEventListener("change", apply);

export function setTheme(choice: ThemeChoice): void {
  save(KEY, choice);
  choiceStore.set(choice);
  apply();
}

/** This theme, whatever was chosen, until it is released: paper is white. */
export function holdTheme(theme: Theme): () => void {
  held = theme;
  apply();
  return () => {
    held = null;
    apply();
  };
}

export const useThemeChoice = (): ThemeChoice => useStore(choiceStore);
export const useTheme = (): Theme => useStore(themeStore);
