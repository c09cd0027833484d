// What every part of an open board needs: the board, how it is looked at, and how to change it.
import { createContext, useContext } from "react";
import type { Source } from "./api";
import type { BoardSearch } from "./search";
import type { Board, Card, Change, Comment, Filter } from "./types";

export interface Scene {
  source: Source;
  board: Board;
  /** The server's cards by id: one that is not here, or differs, is still on its way. */
  saved: ReadonlyMap<string, Card>;
  /** The board's filters with what the address says. */
  filters: Filter[];
  search: BoardSearch;
  /** Opens by default a new step of the history, so that Back closes again. */
  go: (next: BoardSearch, how?: "push" | "replace") => void;
  editing: boolean;
  /** Absent on a page that only shows. */
  change?: (changes: Change[], how?: { say?: string; gesture?: string }) => Promise<boolean>;
  onEdit?: (card: Card) => void;
  comments: Comment[];
  refreshSeconds: number;
}

const Context = createContext<Scene | null>(null);
export const SceneProvider = Context.Provider;

export function useScene(): Scene {
  const scene = useContext(Context);
  if (!scene) throw new Error("this part stands outside of a board");
  return scene;
}
