import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { request } from "@/api/client";
import { forgetStanding, learn, sessionEnded, standingStore } from "@/api/session";
import { renderPage, serve, type Call } from "@/test/render";
import { Toaster } from "@/ui/toast";
import { AccountSheet } from "./account-sheet";
import { agentName } from "./agent";
import { learnSession, signOut, watchSession } from "./api";
import { doors } from "./doors";
import { SessionDialog } from "./session-dialog";
import { SessionSign } from "./session-sign";
import { SignInPage } from "./sign-in-page";

const ASHA = { id: "1", name: "Asha", role: "owner" as const };
const MEENA = { id: "2", name: "Meena", role: "viewer" as const };
const PASSWORD = "right horse";

/** A server with two people that knows whom it let in. */
function serving(first: typeof ASHA | typeof MEENA | null = null) {
  let person: typeof ASHA | typeof MEENA | null = first;
  const who = () => ({ accounts: true, person });
  const calls = serve({
    "GET /session": () => ({ body: who() }),
    "POST /session": ({ body }: Call) => {
      const { name, password } = body as { name: string; password: string };
      if (password !== PASSWORD) return { status: 401, body: { detail: "That is not right." } };
      person = name === "Meena" ? MEENA : ASHA;
      return { body: who() };
    },
    "DELETE /session": () => {
      person = null;
      return { body: null };
    },
    "POST /x": () => (person ? { body: "kept" } : { status: 401, body: {} }),
  });
  return { calls, end: () => (person = null) };
}

const signInPage = () => render(<SignInPage sign={null} foot={null} />);
const anew = vi.spyOn(doors, "anew").mockImplementation(() => undefined);
const home = vi.spyOn(doors, "home").mockImplementation(() => undefined);

beforeEach(() => {
  forgetStanding();
  sessionStorage.clear();
  localStorage.clear();
  anew.mockClear();
  home.mockClear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function fill(name: string, password: string) {
  if (name) await userEvent.type(screen.getByLabelText("Name"), name);
  await userEvent.type(screen.getByLabelText("Password"), `${password}{Enter}`);
}

test("a name and a password let one in; the next page load knows it", async () => {
  const { calls } = serving();
  await learnSession();
  expect(standingStore.get().asks).toBe("page");
  expect(localStorage.getItem("munim.out")).toBe("1");
  signInPage();
  expect(document.activeElement).toBe(screen.getByLabelText("Name"));
  await fill("Asha", PASSWORD);
  await waitFor(() => expect(standingStore.get().asks).toBe("nothing"));
  expect(calls.find((c) => c.method === "POST")?.body).toEqual({
    name: "Asha",
    password: PASSWORD,
  });
  expect(localStorage.getItem("munim.out")).toBe("");
});

test("what is wrong stands beside its field, which has the focus", async () => {
  serving();
  signInPage();
  await fill("", "");
  expect(screen.getByLabelText("Name").getAttribute("aria-invalid")).toBe("true");
  await fill("Asha", "wrong");
  const password = screen.getByLabelText("Password");
  await screen.findByText("That is not right.");
  expect(password.getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(password);
  await userEvent.type(password, "x");
  expect(screen.queryByText("That is not right.")).toBeNull();
});

test("after too many tries it says how long to wait, and waits", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const fetched = vi.fn(() =>
    Promise.resolve(
      new Response(JSON.stringify({ detail: "Too many." }), {
        status: 429,
        headers: { "Retry-After": "2" },
      }),
    ),
  );
  vi.stubGlobal("fetch", fetched);
  signInPage();
  await fill("Asha", "wrong");
  await screen.findByText("Too many tries. Wait 2 seconds, then try again.");
  const button = screen.getByRole<HTMLButtonElement>("button", { name: "Sign in" });
  expect(button.disabled).toBe(true);
  await userEvent.type(screen.getByLabelText("Password"), "{Enter}");
  expect(fetched).toHaveBeenCalledTimes(1);
  await act(() => vi.advanceTimersByTimeAsync(2100));
  expect(button.disabled).toBe(false);
});

test("a server that does not answer is no wrong password", async () => {
  serve({ "POST /session": "offline" });
  signInPage();
  await fill("Asha", PASSWORD);
  await screen.findByRole("alert");
  expect(screen.getByLabelText("Password").getAttribute("aria-invalid")).toBeNull();
});

test("a password can be seen, and Caps Lock is told", async () => {
  serving();
  signInPage();
  const password = screen.getByLabelText<HTMLInputElement>("Password");
  expect(password.type).toBe("password");
  await userEvent.click(screen.getByRole("button", { name: "Show the password" }));
  expect(password.type).toBe("text");
  await userEvent.click(password);
  await userEvent.keyboard("{CapsLock}A");
  await screen.findByText("Caps Lock is on.");
});

test("a session that ended is taken up over the page, with the name filled in", async () => {
  const { end } = serving(ASHA);
  await learnSession();
  end();
  const change = request("/x", { method: "POST", body: "half typed" });
  await waitFor(() => expect(standingStore.get().asks).toBe("dialog"));
  render(<SessionDialog />);
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Asha");
  await fill("", PASSWORD);
  expect(await change).toBe("kept");
  expect(anew).not.toHaveBeenCalled();
});

test("somebody else gets the page anew, and nothing of what was typed", async () => {
  const { end } = serving(ASHA);
  await learnSession();
  sessionStorage.setItem("munim.draft", "half typed");
  localStorage.setItem("munim.sql.history", "[]");
  localStorage.setItem("munim.theme", "dark");
  end();
  act(sessionEnded);
  render(<SessionDialog />);
  await userEvent.clear(screen.getByLabelText("Name"));
  await fill("Meena", PASSWORD);
  await waitFor(() => expect(anew).toHaveBeenCalled());
  expect(sessionStorage.getItem("munim.draft")).toBeNull();
  expect(localStorage.getItem("munim.sql.history")).toBeNull();
  expect(localStorage.getItem("munim.theme")).toBe("dark");
});

test("one may look at the page first; the sign leads back to the dialog", async () => {
  act(() => {
    learn({ accounts: true, person: ASHA });
    sessionEnded();
  });
  render(
    <>
      <SessionDialog />
      <SessionSign />
    </>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Not now" }));
  expect(standingStore.get().asks).toBe("later");
  const [sign] = screen.getAllByRole("button", { name: "Sign in" }).slice(-1);
  if (sign) await userEvent.click(sign);
  expect(standingStore.get().asks).toBe("dialog");
});

test("after a reload another person finds nothing that was half typed in this tab", async () => {
  serving(ASHA);
  await learnSession();
  sessionStorage.setItem("munim.draft", "half typed");
  forgetStanding();
  serving(MEENA);
  await learnSession();
  expect(sessionStorage.getItem("munim.draft")).toBeNull();
  sessionStorage.setItem("munim.draft", "of Meena");
  forgetStanding();
  await learnSession();
  expect(sessionStorage.getItem("munim.draft")).toBe("of Meena");
});

test("signing out takes the offline copies and drafts along, and tells the other tabs", async () => {
  serving(ASHA);
  await learnSession();
  const dropped = vi.fn(() => Promise.resolve(true));
  const names = ["munim-kept-1", "workbox-precache"];
  vi.stubGlobal("caches", { keys: () => Promise.resolve(names), delete: dropped });
  const stop = watchSession(); // as another tab would
  sessionStorage.setItem("munim.board-draft.1.2", "{}");
  await signOut();
  expect(home).toHaveBeenCalled();
  expect(dropped.mock.calls).toEqual([["munim-kept-1"]]);
  expect(sessionStorage.length).toBe(0);
  expect(localStorage.getItem("munim.out")).toBe("1");
  await waitFor(() => expect(anew).toHaveBeenCalled());
  stop();
});

test("a sign-out that does not reach the server says so, and nothing is thrown away", async () => {
  serving(ASHA);
  await learnSession();
  sessionStorage.setItem("munim.draft", "half typed");
  serve({ "DELETE /session": "offline" });
  await expect(signOut()).rejects.toThrow(/does not answer/);
  expect(sessionStorage.getItem("munim.draft")).toBe("half typed");
  expect(home).not.toHaveBeenCalled();
});

const DEVICES = [
  {
    id: "a",
    current: true,
    agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
    made_at: "2026-11-20T08:00:00Z",
    seen_at: "2026-11-21T08:00:00Z",
  },
  {
    id: "b",
    current: false,
    agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
    made_at: "2026-11-10T08:00:00Z",
    seen_at: "2026-11-12T08:00:00Z",
  },
];

function account(replies: Parameters<typeof serve>[0]) {
  const calls = serve({
    "GET /session": { body: { accounts: true, person: ASHA } },
    "GET /session/devices": { body: { devices: DEVICES } },
    ...replies,
  });
  act(() => void learn({ accounts: true, person: ASHA }));
  renderPage(() => (
    <>
      <AccountSheet />
      <Toaster />
    </>
  ));
  return calls;
}

test("one's own devices are told by name, and signed out one by one", async () => {
  const calls = account({ "DELETE /session/devices/b": { body: null } });
  await screen.findByText("Safari on iPhone");
  await userEvent.click(screen.getByRole("button", { name: "Sign out of Safari on iPhone" }));
  await screen.findByText("Safari on iPhone is signed out.");
  expect(calls.some((c) => c.method === "DELETE" && c.path === "/session/devices/b")).toBe(true);
  expect(agentName("")).toBe("An unknown device");
});

test("one's own password wants the present one; what the server refuses stands beside it", async () => {
  const calls = account({
    "PATCH /session": { status: 401, body: { detail: "The present password is not right." } },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Change the password" }));
  const dialog = screen.getByRole("dialog");
  const old = screen.getByLabelText("Present password");
  await userEvent.type(old, "guessed");
  await userEvent.type(screen.getByLabelText("New password"), "short{Enter}");
  await screen.findByText("At least 8 characters, please.");
  await userEvent.type(screen.getByLabelText("New password"), " of words{Enter}");
  await screen.findByText("The present password is not right.");
  expect(old.getAttribute("aria-invalid")).toBe("true");
  expect(calls.find((c) => c.method === "PATCH")?.body).toEqual({
    password: "short of words",
    old_password: "guessed",
  });
  expect(dialog).toBeTruthy();
});
