import { act, configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { forgetStanding, learn, type Role } from "@/api/session";
import { renderPage, serve, type Call } from "@/test/render";
import { Toaster } from "@/ui/toast";
import { granted, subjectOf, toSend, without, type Access } from "./access";
import { BoardPage } from "./board-page";
import { BoardsPage } from "./page";
import { makeBoard } from "./sample";
import type { BoardSearch } from "./search";
import type { Board } from "./types";

configure({ asyncUtilTimeout: 5000 });
vi.setConfig({ testTimeout: 30_000 });
beforeAll(() => import("./components/panels"), 30_000);
beforeEach(forgetStanding);
afterEach(() => vi.restoreAllMocks());

const ASHA = { id: "1", name: "Asha" };
const MEENA = { id: "2", name: "Meena" };
const RAVI = { id: "3", name: "Ravi" };

const ACCESS: Access = {
  owner: ASHA,
  everyone: "edit",
  grants: [{ person: MEENA, level: "view" }],
};

test("a grant takes the place of the one before, and people go by their ids", () => {
  const meena = { person: MEENA, level: "edit" as const };
  const editors = { role: "editor", level: "view" as const };
  const more = granted(granted(ACCESS, editors), meena);
  expect(more.grants).toEqual([meena, editors]);
  expect(without(more, subjectOf(meena)).grants).toEqual([editors]);
  expect(toSend(more)).toEqual({
    everyone: "edit",
    grants: [
      { person: "2", level: "edit" },
      { role: "editor", level: "view" },
    ],
  });
});

const as = (role: Role, who = ASHA) =>
  act(() => void learn({ accounts: true, person: { ...who, role } }));

function Host({ start }: { start: BoardSearch }) {
  const [search, setSearch] = useState(start);
  return (
    <>
      <BoardPage id="b1" search={search} onSearch={(next) => setSearch(next)} />
      <Toaster />
    </>
  );
}

function open(start: BoardSearch, board: Partial<Board>, more: Parameters<typeof serve>[0] = {}) {
  let access = ACCESS;
  const calls = serve({
    "GET /dashboards/b1": { body: makeBoard({ cards: [], owner: "Asha", ...board }) },
    "GET /dashboards/b1/comments": {
      body: {
        comments: [
          { id: "a", text: "Mine", author: "Meena", made_at: "2026-11-20T08:00:00Z" },
          {
            id: "b",
            text: "Not mine",
            author: "Asha",
            may_delete: false,
            made_at: "2026-11-20T08:00:00Z",
          },
        ],
      },
    },
    "GET /dashboards/b1/access": () => ({ body: access }),
    "PUT /dashboards/b1/access": ({ body }) => {
      const { everyone } = body as Access;
      access = { ...access, everyone };
      return { body: access };
    },
    "GET /dashboards/b1/links": { body: { links: [] } },
    "GET /people": {
      body: { people: [ASHA, MEENA, RAVI].map((p) => ({ ...p, role: "viewer" })) },
    },
    ...more,
  });
  renderPage(() => <Host start={start} />, "/boards/b1");
  return calls;
}

const puts = (calls: Call[]) => calls.filter((c) => c.method === "PUT").map((c) => c.body);

test("a board is given to a person, to all, and to nobody else", async () => {
  as("owner");
  const calls = open({ panel: "share" }, {});
  const dialog = await screen.findByRole("dialog", { name: "Share this board" });
  const share = await within(dialog).findByLabelText("Share with");
  await within(dialog).findByRole("option", { name: "Ravi" });
  const offered = within(share).getAllByRole("option");
  expect(offered.map((o) => o.textContent)).toEqual([
    "A person or a role",
    "Ravi",
    "Editors",
    "Viewers and editors",
  ]); // who made it, and who has it, are not offered
  await userEvent.selectOptions(share, "Ravi");
  await userEvent.selectOptions(within(dialog).getByLabelText("What they may do"), "edit");
  await userEvent.click(within(dialog).getByRole("button", { name: "Share" }));
  await waitFor(() =>
    expect(puts(calls)).toEqual([
      {
        everyone: "edit",
        grants: [
          { person: "2", level: "view" },
          { person: "3", level: "edit" },
        ],
      },
    ]),
  );
  await userEvent.selectOptions(within(dialog).getByLabelText("Who sees it"), "none");
  await waitFor(() => expect(puts(calls)).toHaveLength(2));
  const remove = await within(dialog).findByRole("button", { name: "Share with Meena no more" });
  await userEvent.click(remove);
  await waitFor(() => expect(puts(calls).at(-1)).toEqual({ everyone: "none", grants: [] }));
});

test("what the server refuses shows again as it stands", async () => {
  as("owner");
  open(
    { panel: "share" },
    {},
    { "PUT /dashboards/b1/access": { status: 403, body: { detail: "Only owners may." } } },
  );
  const who = await screen.findByLabelText<HTMLSelectElement>("Who sees it");
  await userEvent.selectOptions(who, "none");
  await screen.findByText("Who may see it was not changed. Only owners may.");
  await waitFor(() => expect(who.value).toBe("edit"));
});

test("without accounts there are the links alone", async () => {
  act(() => void learn({ accounts: false, person: null }));
  open({ panel: "share" }, {});
  await screen.findByRole("button", { name: "Make a link" });
  expect(screen.queryByLabelText("Who sees it")).toBeNull();
});

test("who may only look is offered no change, and told whom to ask", async () => {
  as("viewer", MEENA);
  const calls = open(
    { edit: true, panel: "comments" },
    { may_edit: false, may_share: false },
    { "PUT /dashboards/b1/favourite": { body: null } },
  );
  await screen.findByText("You may look at this board. Ask Asha to change it.");
  for (const name of ["Edit", "Done", "Share", "Question"])
    expect(screen.queryByRole("button", { name })).toBeNull();
  expect(screen.queryByRole("textbox", { name: "Name of the board" })).toBeNull();
  const panel = await screen.findByRole("dialog", { name: "Comments" });
  expect(await within(panel).findAllByRole("button", { name: "Delete this comment" })).toHaveLength(
    1,
  );
  await userEvent.click(screen.getByRole("button", { name: "Add to favourites" }));
  await waitFor(() => expect(puts(calls)).toEqual([{ favourite: true }]));
  await userEvent.click(screen.getByRole("button", { name: "More for this board" }));
  expect(screen.queryByRole("menuitem", { name: "Delete" })).toBeNull();
  expect(screen.queryByRole("menuitem", { name: "Duplicate" })).toBeNull();
});

const brief = (id: string, owner: string, more = {}) => ({
  id,
  name: id,
  version: 1,
  updated_at: "2026-11-20T08:00:00Z",
  cards: 1,
  favourite: false,
  owner,
  ...more,
});

test("whose boards are shown can be chosen where there are several people's", async () => {
  as("editor");
  const dashboards = [brief("Shop", "Asha"), brief("Books", "Ravi", { may_edit: false })];
  serve({ "GET /dashboards": { body: { dashboards } } });
  renderPage(() => <BoardsPage pin={null} onPinned={() => undefined} />);
  await screen.findByText("by Ravi");
  await userEvent.click(screen.getByRole("radio", { name: "Shared with me" }));
  expect(screen.queryByRole("link", { name: "Shop" })).toBeNull();
  await userEvent.click(screen.getByRole("radio", { name: "Made by me" }));
  expect(screen.queryByRole("link", { name: "Books" })).toBeNull();
  await userEvent.click(screen.getByRole("radio", { name: "All" }));
  await userEvent.click(screen.getByRole("button", { name: "More for Books" }));
  expect(screen.queryByRole("menuitem", { name: "Delete" })).toBeNull();
});

test("a viewer makes no boards, and is told where they come from", async () => {
  as("viewer", MEENA);
  serve({ "GET /dashboards": { body: { dashboards: [] } } });
  renderPage(() => <BoardsPage pin={null} onPinned={() => undefined} />);
  await screen.findByText("Editors make boards. Those that you may see stand here.");
  expect(screen.queryByRole("button", { name: "New board" })).toBeNull();
});
