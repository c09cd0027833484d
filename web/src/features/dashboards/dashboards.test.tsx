import { configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { renderPage, serve, type Call } from "@/test/render";
import { Toaster } from "@/ui/toast";
import { applyAll } from "./board";
import { BoardPage } from "./board-page";
import { BoardsPage } from "./page";
import { ANSWER, makeBoard, makeCard } from "./sample";
import type { BoardSearch } from "./search";
import type { Board, Change } from "./types";

// The grid comes with the first edit, and a busy machine takes its time.
configure({ asyncUtilTimeout: 5000 });
vi.setConfig({ testTimeout: 30_000 });

const DATA = { answer: ANSWER, not_filtered: [] };

beforeAll(async () => {
  await import("./components/edit-grid");
  await import("./components/panels");
}, 30_000);
beforeEach(() => {
  sessionStorage.clear();
  // A desk: wide enough for twelve columns.
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1200);
});
afterEach(() => vi.restoreAllMocks());

function Host({ start }: { start: BoardSearch }) {
  const [search, setSearch] = useState(start);
  return (
    <>
      <BoardPage id="b1" search={search} onSearch={(next) => setSearch(next)} />
      <Toaster />
    </>
  );
}

/** A server that keeps one board, as the real one lays changes on it. */
function open(start: BoardSearch = {}, more: Parameters<typeof serve>[0] = {}) {
  let board: Board = makeBoard();
  const patch = ({ body }: Call) => {
    const { changes } = body as { changes: Change[] };
    board = { ...applyAll(board, changes), version: board.version + 1 };
    return { body: board };
  };
  const data = Object.fromEntries(
    ["left", "right", "below", "new"].map((id) => [
      `POST /dashboards/b1/cards/${id}/data`,
      { body: DATA },
    ]),
  );
  const calls = serve({
    "GET /dashboards/b1": () => ({ body: board }),
    "GET /dashboards/b1/comments": { body: { comments: [] } },
    "PATCH /dashboards/b1": patch,
    ...data,
    ...more,
  });
  renderPage(() => <Host start={start} />, "/boards/b1");
  return { calls, board: () => board };
}

const patches = (calls: Call[]) =>
  calls.filter((c) => c.method === "PATCH").map((c) => (c.body as { changes: Change[] }).changes);

async function choose(card: string, item: string) {
  await userEvent.click(await screen.findByRole("button", { name: `More for ${card}` }));
  await userEvent.click(screen.getByRole("menuitem", { name: item }));
}

test("a card shows its answer, and a removed one comes back with Undo", async () => {
  const { board } = open();
  await waitFor(() => expect(screen.getAllByText("Pune")).toHaveLength(3));
  await choose("left", "Remove");
  await waitFor(() => expect(board().cards).toHaveLength(2));
  expect(screen.queryByRole("heading", { name: "left" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(board().cards).toHaveLength(3));
  expect(await screen.findByRole("heading", { name: "left" })).toBeTruthy();
});

test("a change that the server refuses is taken back, and the message says so", async () => {
  open({}, { "PATCH /dashboards/b1": "offline" });
  await choose("left", "Remove");
  expect(await screen.findByText(/the last change was taken back/)).toBeTruthy();
  expect(screen.getByRole("heading", { name: "left" })).toBeTruthy();
});

test("a card that another person removed meanwhile is explained", async () => {
  open({}, { "PATCH /dashboards/b1": { status: 409, body: { code: "conflict", version: 9 } } });
  await choose("left", "Duplicate");
  expect(await screen.findByText(/Someone else removed this meanwhile/)).toBeTruthy();
});

test("the arrow keys move and resize a card, and say where it is", async () => {
  const { calls } = open({ edit: true });
  const handle = await screen.findByRole("button", { name: "Move or resize right" });
  handle.focus();
  fireEvent.keyDown(handle, { key: "ArrowDown", shiftKey: true });
  expect(await screen.findByText("right: column 7, row 1, 6 wide, 5 high.")).toBeTruthy();
  fireEvent.keyDown(handle, { key: "ArrowRight" });
  expect(await screen.findByText("right can go no further this way.")).toBeTruthy();
  await waitFor(() => expect(patches(calls)).toHaveLength(1));
  expect(patches(calls)[0]?.[0]?.op).toBe("layout");
});

test("on a phone the menu moves a card and changes its size", async () => {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(390);
  const { calls } = open({ edit: true });
  await choose("left", "Taller");
  await waitFor(() => expect(patches(calls)).toHaveLength(1));
  expect(JSON.stringify(patches(calls)[0])).toContain('"id":"left","x":0,"y":0,"w":6,"h":5');
  expect(await screen.findByText("“left” is 6 of 12 columns wide and 5 rows high.")).toBeTruthy();
  await choose("left", "Move after");
  await waitFor(() => expect(patches(calls)).toHaveLength(2));
});

test("a statement on a board is written in the editor of Explore", async () => {
  const model = { version: 1, tables: [], joins: [], metrics: [] };
  open({ edit: true }, { "GET /model": { body: model } });
  await userEvent.click(await screen.findByRole("button", { name: "SQL" }));
  const editor = await screen.findByRole("textbox", { name: "SQL" });
  expect(editor.getAttribute("contenteditable")).toBe("true");
});

test("a row narrows the other cards; the chip says so and can be closed", async () => {
  const { calls } = open({ card: "left", view: "table" });
  await userEvent.click(
    await screen.findByRole("button", { name: "Show only Pune on the board", hidden: true }),
  );
  const sent = (card: string) =>
    calls.filter((c) => c.path.endsWith(`/cards/${card}/data`)).at(-1)?.body as {
      filters?: { column: string; values: string[] }[];
    };
  await waitFor(() => expect(sent("right").filters?.[0]?.values).toEqual(["Pune"]));
  expect(sent("right").filters?.[0]?.column).toBe("stores.city");
  expect(sent("left").filters?.some((f) => f.values.length > 0)).toBe(false);
  const bar = screen.getByRole("group", { name: "Filters" });
  const close = within(bar).getByRole("button", { name: /Show all again, not only Pune/ });
  await userEvent.click(close);
  expect(within(bar).queryByText("Pune")).toBeNull();
});

test("a filter's values are searched and ticked; the cards follow", async () => {
  const values = {
    values: [
      { value: "Pune", rows: 40 },
      { value: null, rows: 2 },
    ],
    more: false,
  };
  const { calls } = open({}, { "GET /dashboards/b1/values": { body: values } });
  await userEvent.click(await screen.findByRole("button", { name: "City: all" }));
  await userEvent.type(screen.getByRole("searchbox", { name: "Search City" }), "pu");
  await userEvent.click(await screen.findByRole("checkbox", { name: /Pune/ }));
  expect(await screen.findByRole("button", { name: "City: Pune" })).toBeTruthy();
  expect(calls.some((c) => c.path.includes("search=pu"))).toBe(true);
  const last = calls.filter((c) => c.path.endsWith("/data")).at(-1);
  expect(JSON.stringify(last?.body)).toContain('"values":["Pune"]');
});

test("rows behind a card, and back", async () => {
  const rows = { columns: ANSWER.columns, rows: [["Pune", 7]], total: 1 };
  open({}, { "POST /dashboards/b1/cards/left/rows": { body: rows } });
  await choose("left", "See rows");
  expect(await screen.findByText("One row is behind this.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Back to the board", hidden: true }));
  expect(screen.queryByText("One row is behind this.")).toBeNull();
});

test("what was typed stays when the card could not be kept", async () => {
  let isDown = true;
  const { board } = open(
    { edit: true },
    {
      "PATCH /dashboards/b1": ({ body }) => {
        if (isDown) return { status: 500, body: { detail: "The disk is full." } };
        const { changes } = body as { changes: Change[] };
        return { body: { ...applyAll(board(), changes), version: 9 } };
      },
    },
  );
  await userEvent.click(await screen.findByRole("button", { name: "Text" }));
  const text = screen.getByRole("textbox", { name: "Text" });
  await userEvent.type(text, "A note");
  await userEvent.click(screen.getByRole("button", { name: "Add to the board" }));
  expect(await screen.findByText("The card was not kept")).toBeTruthy();
  expect((text as HTMLTextAreaElement).value).toBe("A note");
  isDown = false;
  await userEvent.click(screen.getByRole("button", { name: "Add to the board" }));
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "New card" })).toBeNull());
  expect(await screen.findByText("A note")).toBeTruthy();
});

test("a question is seen before it is kept", async () => {
  const { calls } = open({ edit: true }, { "POST /ask": { body: ANSWER } });
  await userEvent.click(await screen.findByRole("button", { name: "Question" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Question" }), "amount by city{Enter}");
  const preview = screen.getByRole("region", { name: "Preview" });
  expect(await within(preview).findByText("Mumbai")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Add to the board" }));
  await waitFor(() => expect(patches(calls)).toHaveLength(1));
  expect(patches(calls)[0]?.[0]).toMatchObject({
    op: "card",
    card: { kind: "question", question: "amount by city", w: 6, h: 4 },
  });
});

test("a picture that is too large is refused with the reason", async () => {
  open({ edit: true });
  await userEvent.click(await screen.findByRole("button", { name: "Picture" }));
  const file = new File([new Uint8Array(600 * 1024)], "logo.png", { type: "image/png" });
  await userEvent.upload(screen.getByLabelText("Picture", { selector: "[type=file]" }), file);
  expect(await screen.findByText(/a picture on a board may have 512 KB/)).toBeTruthy();
});

test("a deleted board leaves the list at once, and comes back with Undo", async () => {
  const brief = {
    id: "b1",
    name: "Shop",
    version: 3,
    updated_at: "2026-11-20T08:00:00Z",
    cards: 3,
  };
  let list = [{ ...brief, favourite: false }];
  serve({
    "GET /dashboards": () => ({ body: { dashboards: list } }),
    "DELETE /dashboards/b1": () => {
      list = [];
      return { body: null };
    },
    "POST /dashboards/b1/restore": () => {
      list = [{ ...brief, favourite: false }];
      return { body: makeBoard() };
    },
  });
  renderPage(() => (
    <>
      <BoardsPage pin={null} onPinned={() => undefined} />
      <Toaster />
    </>
  ));
  await choose("Shop", "Delete");
  expect(await screen.findByText("No boards yet")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByRole("link", { name: "Shop" })).toBeTruthy();
});

test("an answer is pinned to a board with its reading", async () => {
  const calls = serve({
    "GET /dashboards": {
      body: {
        dashboards: [
          { id: "b1", name: "Shop", version: 3, updated_at: "", cards: 1, favourite: true },
        ],
      },
    },
    "GET /dashboards/b1": { body: makeBoard({ cards: [makeCard("left")] }) },
    "PATCH /dashboards/b1": { body: makeBoard() },
  });
  const pin = { question: "amount by city", plan: { m: 1 } };
  renderPage(() => <BoardsPage pin={pin} onPinned={() => undefined} />);
  await screen.findByRole("option", { name: "Shop" });
  await userEvent.click(screen.getByRole("button", { name: "Pin it" }));
  await waitFor(() => expect(patches(calls)).toHaveLength(1));
  expect(patches(calls)[0]?.[0]).toMatchObject({
    card: { question: "amount by city", plan: { m: 1 }, x: 6, y: 0 },
  });
});
