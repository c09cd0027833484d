import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetStanding, learn, type Person, type Role } from "@/api/session";
import { renderPage, serve, type Call } from "@/test/render";
import { Toaster } from "@/ui/toast";
import { PeopleSheet } from "./people-sheet";
import { suggestPassword } from "./suggest";

const ASHA: Person = { id: "1", name: "Asha", role: "owner" };
const MEENA: Person = { id: "2", name: "Meena", role: "viewer" };

const onFirst = vi.fn(() => Promise.resolve());

function show(role: Role | null, people: Person[], replies: Parameters<typeof serve>[0] = {}) {
  const calls = serve({ "GET /people": { body: { people } }, ...replies });
  act(() => {
    learn({ accounts: role !== null, person: role && { ...ASHA, role } });
  });
  renderPage(() => (
    <>
      <PeopleSheet onFirst={onFirst} />
      <Toaster />
    </>
  ));
  return calls;
}

const changes = (calls: Call[]) =>
  calls.filter((c) => c.method !== "GET").map((c) => [c.method, c.path, c.body]);

beforeEach(() => {
  forgetStanding();
  onFirst.mockClear();
});
afterEach(() => vi.unstubAllGlobals());

test("the first account says what changes, is an owner's, and signs in", async () => {
  const calls = show(null, [], { "POST /people": { status: 201, body: ASHA } });
  await userEvent.click(await screen.findByRole("button", { name: "Make the first account" }));
  expect(screen.getByText(/From then on everybody signs in/)).toBeTruthy();
  await userEvent.type(screen.getByLabelText("Your name"), "Asha");
  await userEvent.type(screen.getByLabelText("Password"), "short{Enter}");
  await screen.findByText("At least 8 characters, please.");
  expect(changes(calls)).toEqual([]);
  await userEvent.type(screen.getByLabelText("Password"), " of words{Enter}");
  await waitFor(() => expect(onFirst).toHaveBeenCalled());
  expect(changes(calls)).toEqual([
    ["POST", "/people", { name: "Asha", password: "short of words", role: "owner" }],
  ]);
});

test("a refused password stands beside its field, and nobody is signed in", async () => {
  const detail = "That password is one of the commonest. Take another.";
  show(null, [], { "POST /people": { status: 422, body: { detail } } });
  await userEvent.click(await screen.findByRole("button", { name: "Make the first account" }));
  await userEvent.type(screen.getByLabelText("Your name"), "Asha");
  await userEvent.type(screen.getByLabelText("Password"), "password1{Enter}");
  await screen.findByText(detail);
  expect(screen.getByLabelText("Password").getAttribute("aria-invalid")).toBe("true");
  expect(onFirst).not.toHaveBeenCalled();
});

test("a person is added with a role and a password that is made up", async () => {
  const calls = show("owner", [ASHA], { "POST /people": { status: 201, body: MEENA } });
  await screen.findByText(/You are the only one so far/);
  await userEvent.click(screen.getByRole("button", { name: "Add a person" }));
  await userEvent.type(screen.getByLabelText("Name"), "Meena");
  await userEvent.click(screen.getByRole("radio", { name: /^Editor/ }));
  await userEvent.click(screen.getByRole("button", { name: "Suggest one" }));
  const made = screen.getByLabelText<HTMLInputElement>("Password");
  expect(made.type).toBe("text");
  expect(made.value).toMatch(/^[a-z]{4}(-[a-z]{4}){3}$/);
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  await screen.findByText("Meena can sign in now.");
  expect(changes(calls)).toEqual([
    ["POST", "/people", { name: "Meena", password: made.value, role: "editor" }],
  ]);
});

test("a name that is taken is told beside the name", async () => {
  const detail = "There is somebody called Meena already.";
  show("owner", [ASHA], { "POST /people": { status: 409, body: { detail } } });
  await userEvent.click(await screen.findByRole("button", { name: "Add a person" }));
  await userEvent.type(screen.getByLabelText("Name"), "Meena");
  await userEvent.type(screen.getByLabelText("Password"), "three long words{Enter}");
  await screen.findByText(detail);
  expect(screen.getByLabelText("Name").getAttribute("aria-invalid")).toBe("true");
});

test("a role is changed at once; the last owner's is refused, and stays", async () => {
  const detail = "Asha is the last owner. Make somebody else one first.";
  const calls = show("owner", [ASHA, MEENA], {
    "PATCH /people/2": { body: { ...MEENA, role: "editor" } },
    "PATCH /people/1": { status: 409, body: { detail } },
  });
  await userEvent.selectOptions(await screen.findByLabelText("What Meena may do"), "editor");
  await waitFor(() => expect(changes(calls)).toEqual([["PATCH", "/people/2", { role: "editor" }]]));
  const own = screen.getByLabelText<HTMLSelectElement>("What Asha may do");
  await userEvent.selectOptions(own, "viewer");
  await screen.findByText(detail);
  expect(own.value).toBe("owner");
});

test("a person who is removed comes back with Undo", async () => {
  const calls = show("owner", [ASHA, MEENA], {
    "DELETE /people/2": { body: null },
    "POST /people/2/restore": { body: MEENA },
  });
  await userEvent.click(await screen.findByRole("button", { name: "More for Meena" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Remove" }));
  await screen.findByText("Meena can't sign in any more.");
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() =>
    expect(changes(calls).map(([m, p]) => `${String(m)} ${String(p)}`)).toEqual([
      "DELETE /people/2",
      "POST /people/2/restore",
    ]),
  );
  expect(screen.queryByRole("button", { name: "More for Asha" })).toBeNull();
});

test("a new password is set for somebody who forgot", async () => {
  const calls = show("owner", [ASHA, MEENA], { "PATCH /people/2": { body: MEENA } });
  await userEvent.click(await screen.findByRole("button", { name: "More for Meena" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "New password" }));
  await userEvent.type(screen.getByLabelText("Password"), "three long words{Enter}");
  await screen.findByText("Meena signs in with the new password from now on.");
  expect(changes(calls)).toEqual([["PATCH", "/people/2", { password: "three long words" }]]);
});

test("who is no owner sees who is there, and whom to ask", async () => {
  show("viewer", [{ ...ASHA, role: "viewer" }, MEENA]);
  await screen.findByText("Meena");
  expect(screen.getByText(/Owners add people/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Add a person" })).toBeNull();
  expect(screen.queryByRole("button", { name: "More for Meena" })).toBeNull();
  expect(screen.queryByRole("combobox")).toBeNull();
});

test("no two suggested passwords are the same", () => {
  const made = new Set(Array.from({ length: 200 }, suggestPassword));
  expect(made.size).toBe(200);
});
