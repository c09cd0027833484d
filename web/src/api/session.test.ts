import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serve, type Call } from "@/test/render";
import { request } from "./client";
import { whenOpen } from "./gate";
import {
  askAgain,
  forgetStanding,
  learn,
  may,
  putOff,
  standingStore,
  type Person,
  type Role,
  type Session,
} from "./session";

const as = (role: Role, id = "7"): Session => ({
  accounts: true,
  person: { id, name: "Asha", role } satisfies Person,
});
const OPEN: Session = { accounts: false, person: null };
const OUT: Session = { accounts: true, person: null };

const asks = () => standingStore.get().asks;

beforeEach(forgetStanding);
afterEach(() => vi.unstubAllGlobals());

/** A server that knows nobody until it is told to. */
function serving() {
  let isIn = false;
  const reply = (call: Call) =>
    isIn ? { body: { kept: call.body ?? "read" } } : { status: 401, body: { type: "signed-out" } };
  const calls = serve({
    "GET /x": reply,
    "POST /x": reply,
    "POST /dashboards/7/cards/2/data": reply,
  });
  return { calls, signIn: () => (isIn = true) };
}

test("without accounts everybody may do everything; with them it is the role that says", () => {
  expect(may(null, "people")).toBe(true);
  expect(may(OPEN, "people")).toBe(true);
  expect(may(OUT, "ask")).toBe(false);
  const table = (role: Role) => (["ask", "write", "people"] as const).map((p) => may(as(role), p));
  expect(table("viewer")).toEqual([true, false, false]);
  expect(table("editor")).toEqual([true, true, false]);
  expect(table("owner")).toEqual([true, true, true]);
});

test("nobody is signed in when the program starts: the page of its own, not the dialog", () => {
  learn(OUT);
  expect(asks()).toBe("page");
  learn(as("viewer"));
  expect(asks()).toBe("nothing");
  learn(OUT);
  expect(asks()).toBe("dialog");
});

test("what failed when the session ended goes on after signing in, reads and changes alike", async () => {
  learn(as("editor"));
  const { calls, signIn } = serving();
  const read = request("/x");
  const change = request("/x", { method: "POST", body: { text: "half typed" } });
  await vi.waitFor(() => expect(asks()).toBe("dialog"));
  signIn();
  learn(as("editor"));
  expect(await read).toEqual({ kept: "read" });
  expect(await change).toEqual({ kept: { text: "half typed" } });
  expect(calls.filter((c) => c.method === "POST")).toHaveLength(2);
});

test("while one is asked to sign in nothing is sent that would be refused", async () => {
  learn(OUT);
  const { calls, signIn } = serving();
  const read = request("/x");
  await Promise.resolve();
  expect(calls).toEqual([]);
  signIn();
  learn(as("viewer"));
  expect(await read).toEqual({ kept: "read" });
});

test("who signs in later gets what was asked refused; only a change asks once more", async () => {
  learn(as("editor"));
  const { signIn } = serving();
  const read = request("/x");
  await vi.waitFor(() => expect(asks()).toBe("dialog"));
  putOff();
  await expect(read).rejects.toMatchObject({ status: 401, message: /Sign in again/ });
  await expect(
    request("/dashboards/7/cards/2/data", { method: "POST", body: {} }),
  ).rejects.toMatchObject({ status: 401 });
  expect(asks()).toBe("later");
  const change = request("/x", { method: "POST", body: 1 });
  await vi.waitFor(() => expect(asks()).toBe("dialog"));
  signIn();
  learn(as("editor"));
  expect(await change).toEqual({ kept: 1 });
});

test("what is called off does not wait", async () => {
  learn(OUT);
  serving();
  const way = new AbortController();
  const read = request("/x", { signal: way.signal });
  way.abort();
  await expect(read).rejects.toMatchObject({ name: "AbortError" });
});

test("somebody else is not let into the page of another", () => {
  learn(as("viewer", "7"));
  expect(learn(as("owner", "8"))).toBe(false);
  expect(standingStore.get().session?.person?.id).toBe("7");
  forgetStanding();
  learn(OPEN);
  expect(learn(as("owner", "8"))).toBe(true); // the first account
});

test("the line to the server waits until somebody is signed in", async () => {
  learn(as("viewer"));
  learn(OUT);
  putOff();
  const opened = vi.fn();
  void whenOpen().then(opened);
  askAgain();
  await Promise.resolve();
  expect(opened).not.toHaveBeenCalled();
  learn(as("viewer"));
  await vi.waitFor(() => expect(opened).toHaveBeenCalled());
});
