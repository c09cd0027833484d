import { describe, expect, test, vi } from "vitest";
import { ApiError } from "@/api/client";
import { applyAll, cardChange, inverse } from "./board";
import { makeBoard, makeCard } from "./sample";
import { createSync } from "./sync";
import type { Board, Change } from "./types";

const rename = (name: string): Change => ({ op: "set", fields: { name } });
const retitle = (id: string, title: string): Change => ({ op: "card", card: { id, title } });

const CHANGES: [string, Change[]][] = [
  ["a new name", [rename("Sales")]],
  ["another chart", [{ op: "card", card: { id: "left", chart: "pie" } }]],
  ["a new card", [{ op: "card", card: makeCard("new", { y: 8 }) }]],
  ["a removed card", [{ op: "remove_card", id: "below" }]],
  ["other places", [{ op: "layout", cards: [{ id: "left", x: 6, y: 0, w: 6, h: 5 }] }]],
  [
    "a filter's values",
    [{ op: "filter", filter: { ...makeBoard().filters[0]!, values: ["Pune"] } }],
  ],
  ["a removed filter", [{ op: "remove_filter", id: "f1" }]],
  ["several at once", [rename("A"), retitle("left", "L"), { op: "remove_card", id: "right" }]],
];

const asSet = (board: Board) => ({
  ...board,
  cards: [...board.cards]
    .sort((a, b) => a.id.localeCompare(b.id))
    .map(({ chart, ...card }) => ({ ...card, chart: chart ?? null })),
});

describe("changes", () => {
  test.each(CHANGES)("%s can be taken back", (_, changes) => {
    const board = makeBoard();
    const after = applyAll(board, changes);
    expect(asSet(after)).not.toEqual(asSet(board));
    expect(asSet(applyAll(after, inverse(board, changes)))).toEqual(asSet(board));
  });

  test("a change of a card that is gone does nothing", () => {
    const board = makeBoard();
    expect(applyAll(board, [retitle("nobody", "x")])).toEqual(board);
  });

  test("an edit names only what differs", () => {
    const card = makeCard("left");
    expect(cardChange(card, { ...card, title: "New" })).toEqual({ id: "left", title: "New" });
    expect(cardChange(card, { ...card, plan: null, image: undefined })).toBeNull();
  });
});

function server(start = makeBoard()) {
  let board = start;
  const sent: { base: number; changes: Change[] }[] = [];
  const refused = vi.fn();
  let fail: unknown = null;
  const sync = createSync({
    read: () => board,
    take: (next) => (board = next),
    send: async (base, changes) => {
      sent.push({ base, changes });
      await Promise.resolve();
      if (fail) throw fail;
      return { ...applyAll(board, changes), version: board.version + 1 };
    },
    refused,
  });
  return {
    sync,
    sent,
    refused,
    board: () => board,
    set: (next: Board) => (board = next),
    failWith: (error: unknown) => (fail = error),
  };
}

describe("sending", () => {
  test("one batch after the other, each on the newest version", async () => {
    const s = server();
    const both = [s.sync.change([rename("A")]), s.sync.change([rename("B")])];
    expect(s.sync.store.get().pending).toHaveLength(2);
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(s.sent.map((x) => x.base)).toEqual([3, 4]);
    expect(s.board().name).toBe("B");
    expect(s.sync.store.get().pending).toHaveLength(0);
  });

  test("another person's change stays under one's own", async () => {
    const s = server();
    const mine = s.sync.change([retitle("left", "Mine")]);
    s.set({ ...applyAll(s.board(), [retitle("right", "Theirs")]), version: 9 });
    await mine;
    const titles = s.board().cards.map((c) => c.title);
    expect(titles).toEqual(["Mine", "Theirs", "below"]);
  });

  test("what is refused is taken back and told, and can be tried again", async () => {
    const s = server();
    s.failWith(new ApiError(0, "offline"));
    expect(await s.sync.change([rename("A")])).toBe(false);
    expect(s.sync.store.get()).toEqual({ pending: [], undo: [] });
    expect(s.refused).toHaveBeenCalledOnce();
    s.failWith(null);
    const [, again] = s.refused.mock.calls[0] as [unknown, () => void];
    again();
    await vi.waitFor(() => expect(s.board().name).toBe("A"));
  });

  test("undo sends the inverse; there is nothing to undo after it", async () => {
    const s = server();
    await s.sync.change([{ op: "remove_card", id: "left" }]);
    expect(s.sync.undo()).toBe(true);
    await vi.waitFor(() => expect(s.board().cards).toHaveLength(3));
    expect(s.sync.undo()).toBe(false);
  });

  test("the steps of one gesture are one change and one undo", async () => {
    vi.useFakeTimers();
    const s = server();
    for (const x of [1, 2, 3]) {
      void s.sync.change([{ op: "layout", cards: [{ id: "left", x, y: 0, w: 6, h: 4 }] }], "keys");
    }
    expect(s.sent).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(s.sent).toHaveLength(1);
    expect(s.board().cards[0]?.x).toBe(3);
    s.sync.undo();
    await vi.advanceTimersByTimeAsync(1000);
    expect(s.board().cards[0]?.x).toBe(0);
    vi.useRealTimers();
  });
});
