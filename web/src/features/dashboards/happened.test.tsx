// Comments on a day: which charts show them, and the way from a mark to a new one.
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { DEFAULT_FORMAT } from "@/format/value";
import { renderPage, serve } from "@/test/render";
import { useState } from "react";
import { BoardPage } from "./board-page";
import { dayOf, happenedOn, offerText } from "./happened";
import { ANSWER, makeBoard, makeCard } from "./sample";
import type { BoardSearch } from "./search";
import type { Comment } from "./types";

// The panels come when the first is opened, and a busy machine takes its time.
beforeAll(() => import("./components/panels"), 30_000);
afterEach(() => vi.restoreAllMocks());

const comment = (id: string, more: Partial<Comment>): Comment => ({
  id,
  text: id,
  author: "",
  made_at: "2026-11-03T08:00:00Z",
  ...more,
});

test("a card shows what was said of a day on it or on the whole board", () => {
  const all = [
    comment("mine", { card: "left", at: "2026-11-03" }),
    comment("board", { at: "2026-11-04", author: "Asha" }),
    comment("other", { card: "right", at: "2026-11-03" }),
    comment("no day", { card: "left" }),
  ];
  expect(happenedOn("left", all)).toEqual([
    { at: "2026-11-03", text: "mine" },
    { at: "2026-11-04", text: "board", by: "Asha" },
  ]);
});

test("a mark in time stands for its first day", () => {
  const columns = [
    { type: "text" },
    { type: "date", grain: "month" },
    { type: "timestamp", grain: "day" },
  ];
  const month = dayOf(columns, [{ column: 1, value: "2026-10-01" }]);
  expect(month).toEqual({ at: "2026-10-01", alone: false });
  expect(month && offerText(month, DEFAULT_FORMAT)).toBe("Comment on 1 Oct 2026");
  const day = dayOf(columns, [{ column: 2, value: "2026-10-05T00:00:00" }]);
  expect(day && offerText(day, DEFAULT_FORMAT)).toBe("Comment on this day");
  expect(dayOf(columns, [{ column: 0, value: "2026-10-01" }])).toBeNull();
});

function Host({ start }: { start: BoardSearch }) {
  const [search, setSearch] = useState(start);
  return <BoardPage id="b1" search={search} onSearch={setSearch} />;
}

test("from a mark in time to a comment on its day, which the card then lists", async () => {
  let comments: Comment[] = [];
  const calls = serve({
    "GET /dashboards/b1": { body: makeBoard({ cards: [makeCard("left")] }) },
    "GET /dashboards/b1/comments": () => ({ body: { comments } }),
    "POST /dashboards/b1/cards/left/data": {
      body: {
        answer: {
          ...ANSWER,
          columns: [
            { name: "day", label: "day", type: "date", role: "time", unit: "" },
            ANSWER.columns[1],
          ],
          rows: [["2026-11-03", 4]],
        },
        not_filtered: [],
      },
    },
    "POST /dashboards/b1/comments": ({ body }) => {
      comments = [comment("c1", body as Partial<Comment>)];
      return { body: comments[0] };
    },
  });
  const only = {
    card: "left",
    text: "3 Nov",
    filters: [
      {
        id: "onlyday",
        column: "bills.day",
        label: "day",
        op: "between" as const,
        values: ["2026-11-03", "2026-11-03"],
      },
    ],
    where: [{ column: 0, value: "2026-11-03" }],
  };
  renderPage(() => <Host start={{ only: [only] }} />, "/boards/b1");
  await userEvent.click(await screen.findByRole("button", { name: "Comment on this day" }));
  const panel = await screen.findByRole("dialog", { name: "Comments", hidden: true });
  const day = within(panel).getByLabelText("On the day");
  expect((day as HTMLInputElement).value).toBe("2026-11-03");
  await userEvent.type(within(panel).getByLabelText("Comment"), "The fair began");
  await userEvent.click(within(panel).getByRole("button", { name: "Add comment", hidden: true }));
  expect(await within(panel).findByText("The fair began")).toBeTruthy();
  const sent = calls.find((c) => c.method === "POST" && c.path.endsWith("/comments"));
  expect(sent?.body).toEqual({ text: "The fair began", card: "left", at: "2026-11-03" });
});
