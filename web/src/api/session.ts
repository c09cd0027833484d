// Who is signed in, as the server says, and what that person may do. Pages ask useMay and nothing
// else; whatever they offer, it is the server that refuses.
import { useSyncExternalStore } from "react";
import type * as wire from "./wire";

export type Role = "viewer" | "editor" | "owner";

export interface Person extends wire.Person {
  role: Role;
}

export interface Session {
  /** False while nobody has an account: then everybody may do everything. */
  accounts: boolean;
  person: Person | null;
  expires_at?: string | null;
}

/** To sign in before anything else; to sign in again over the page; the same, but not now. */
export type Asks = "nothing" | "page" | "dialog" | "later";

export interface Standing {
  /** null while it is not known. It stays as it was while one is asked to sign in again. */
  session: Session | null;
  asks: Asks;
}

const UNKNOWN: Standing = { session: null, asks: "nothing" };

let standing = UNKNOWN;
const listeners = new Set<() => void>();

function set(next: Standing): void {
  standing = next;
  listeners.forEach((listener) => listener());
}

export const standingStore = {
  get: (): Standing => standing,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** The session is over: the page stays as it is, and one is asked to sign in over it. */
export function sessionEnded(): void {
  if (standing.asks === "nothing") set({ ...standing, asks: "dialog" });
}

/** Not now: what waited is given up, and what only reads asks no more. */
export function putOff(): void {
  if (standing.asks === "dialog") set({ ...standing, asks: "later" });
}

/** The person wants to, or changes something, which can't wait. */
export function askAgain(): void {
  if (standing.asks === "later") set({ ...standing, asks: "dialog" });
}

/** What the server said. False: it is somebody else than before, whose page this is not. */
export function learn(session: Session): boolean {
  const before = standing.session;
  if (session.accounts && !session.person) {
    if (before === null || standing.asks === "page") set({ session, asks: "page" });
    else sessionEnded();
    return true;
  }
  const known = before?.person?.id;
  if (known !== undefined && known !== session.person?.id) return false;
  set({ session, asks: "nothing" });
  return true;
}

/** For tests: as if nothing had been said. */
export const forgetStanding = (): void => set(UNKNOWN);

export const useStanding = (): Standing =>
  useSyncExternalStore(standingStore.subscribe, standingStore.get, standingStore.get);

export const useSession = (): Session | null => useStanding().session;

/** What is permitted, by the names of the server's route table. */
export type Permission = "ask" | "write" | "people";

const RANKS: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };
const NEEDED: Record<Permission, Role> = { ask: "viewer", write: "editor", people: "owner" };

export function may(session: Session | null, what: Permission): boolean {
  if (!session?.accounts) return true;
  return session.person !== null && RANKS[session.person.role] >= RANKS[NEEDED[what]];
}

/** Whether whoever works here may do this; what one may not do is not offered. */
export const useMay = (what: Permission): boolean => may(useSession(), what);
