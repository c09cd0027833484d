import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Chip } from "@/api/types";
import { renderPage, serve, type Call } from "@/test/render";
import { Chips } from "./components/chips";
import { AskPage } from "./page";
import { paint } from "./sql-words";
import { confidenceWord } from "./strings";
import { clearThread, withTurn } from "./thread";

beforeEach(clearThread);
afterEach(() => vi.unstubAllGlobals());

const CHIP: Chip = {
  kind: "measure",
  text: "total revenue",
  path: "measures/0",
  options: [
    { text: "average revenue", plan: { m: "avg" } },
    { text: "number of bills", plan: { m: "count" } },
  ],
};

const ANSWER = {
  question: "what sold most",
  status: "answered",
  confidence: 0.93,
  reading: "total quantity by product",
  chips: [CHIP],
  plan: { m: "sum" },
  headline: "Toor Dal sold most: 4,182 packs.",
  sql: "SELECT product FROM sales",
  columns: [
    { name: "product", label: "product", type: "text", role: "name", unit: "" },
    { name: "quantity", label: "quantity", type: "int", role: "measure", unit: "packs" },
  ],
  rows: [
    ["Oil", 3306],
    ["Toor Dal", 4182],
    ["Salt", null],
  ],
  row_count: 3,
  sources: [{ table: "sales", label: "sales", rows: 900, fresh_at: new Date().toISOString() }],
  badge: "parsed",
  followups: ["by store"],
  alternatives: [],
  missing: [],
  message: "",
  elapsed_ms: 3.1,
};

const SERVER = {
  "GET /questions": { body: { questions: [] } },
  "GET /questions/suggestions": { body: { questions: ["what sold most"] } },
};

function open(answer: object, question = "what sold most") {
  const calls = serve({ ...SERVER, "POST /ask": { body: answer } });
  const turn = { question };
  return { calls, ...renderPage(() => <AskPage turn={turn} />) };
}

describe("chips", () => {
  test("open their choices by keyboard, and give back the plan that is chosen", async () => {
    const onPlan = vi.fn();
    renderPage(() => <Chips chips={[CHIP]} onPlan={onPlan} />);
    const user = userEvent.setup();
    const chip = await screen.findByRole("button", { name: "What is counted: total revenue" });
    chip.focus();
    await user.keyboard("{ArrowDown}");
    expect(screen.getByRole("menuitemradio", { checked: true }).textContent).toBe("total revenue");
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(onPlan).toHaveBeenCalledExactlyOnceWith({ m: "count" });
    expect(document.activeElement).toBe(chip);
  });
  test("close with Escape without a change", async () => {
    const onPlan = vi.fn();
    renderPage(() => <Chips chips={[CHIP]} onPlan={onPlan} />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: /total revenue/ }));
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("menu")).toBeNull();
    expect(onPlan).not.toHaveBeenCalled();
  });
  test("without choices are plain words", async () => {
    renderPage(() => <Chips chips={[{ ...CHIP, options: [] }]} onPlan={() => undefined} />);
    expect((await screen.findByText("total revenue")).tagName).toBe("SPAN");
  });
});

describe("an answer", () => {
  test("shows headline, reading, table, badge, source and how sure it is", async () => {
    open(ANSWER);
    expect((await screen.findByTestId("headline")).textContent).toBe(ANSWER.headline);
    const table = screen.getByTestId("answer-table");
    expect(
      within(table)
        .getAllByRole("row")
        .map((r) => r.textContent),
    ).toEqual(["productquantity", "Oil3,306\u00a0packs", "Toor Dal4,182\u00a0packs", "Salt–"]);
    expect(screen.getByText("From your definitions")).toBeTruthy();
    expect(screen.getByRole("link", { name: "sales" })).toBeTruthy();
    expect(screen.getByText(/sure of this reading · 3 ms/)).toBeTruthy();
  });
  test("tells which words the answer was made without", async () => {
    open({ ...ANSWER, notice: "Answered without a use for 'gold'." });
    expect(await screen.findByText("Answered without a use for 'gold'.")).toBeTruthy();
  });

  test("sorts its table, what is missing last both ways", async () => {
    open(ANSWER);
    const user = userEvent.setup();
    const head = await screen.findByRole("button", { name: "quantity" });
    const first = () =>
      screen
        .getAllByRole("cell")
        .filter((_, i) => i % 2 === 0)
        .map((c) => c.textContent);
    await user.click(head);
    expect(first()).toEqual(["Toor Dal", "Oil", "Salt"]);
    await user.click(head);
    expect(first()).toEqual(["Oil", "Toor Dal", "Salt"]);
    expect(screen.getByRole("columnheader", { name: "quantity" }).getAttribute("aria-sort")).toBe(
      "ascending",
    );
  });
  test("shows quietly what was not asked for", async () => {
    const [product, quantity] = ANSWER.columns;
    open({ ...ANSWER, columns: [product, { ...quantity, support: true }] });
    const heads = await screen.findAllByRole("columnheader");
    expect(heads.map((h) => h.className.includes("text-ink-3"))).toEqual([false, true]);
    const cells = screen.getAllByRole("cell").slice(0, 2);
    expect(cells.map((c) => c.className.includes("text-ink-3"))).toEqual([false, true]);
  });
  test("runs an edited chip by its plan", async () => {
    const { router } = open(ANSWER);
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: /total revenue/ }));
    await user.click(screen.getByRole("menuitemradio", { name: "average revenue" }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ plan: { m: "avg" } }));
  });
  test("without rows says so instead of an empty box", async () => {
    open({ ...ANSWER, rows: [], row_count: 0 });
    expect(await screen.findByText(/Nothing was recorded for this/)).toBeTruthy();
    expect(screen.queryByTestId("answer-table")).toBeNull();
  });
  test("links to the question that follows, with what it follows", async () => {
    open(ANSWER);
    const link = await screen.findByRole("link", { name: "by store" });
    expect(decodeURIComponent(link.getAttribute("href") ?? "")).toMatch(
      /q=by\+store&before=\{"m":"sum"\}/,
    );
  });
});

test("when unsure it asks, and the chosen reading is run", async () => {
  const reading = {
    reading: "total quantity",
    confidence: 0.5,
    sql: "",
    plan: { m: "q" },
    columns: ANSWER.columns,
    rows: ANSWER.rows,
  };
  const { router } = open({
    question: "sales",
    status: "clarify",
    confidence: 0.4,
    message: "",
    missing: [],
    alternatives: [reading, { ...reading, reading: "total amount", plan: { m: "a" } }],
  });
  fireEvent.click(await screen.findByRole("button", { name: /Total amount/ }));
  await waitFor(() => expect(router.state.location.search).toMatchObject({ plan: { m: "a" } }));
});

test("a refusal says what is missing", async () => {
  open({
    question: "weather",
    status: "refused",
    confidence: 0,
    message: "Nothing here is called weather.",
    alternatives: [],
    missing: ["weather"],
  });
  expect(await screen.findByText("Nothing here is called weather.")).toBeTruthy();
});

test("a failure says what happened and can be tried again", async () => {
  let tries = 0;
  serve({
    ...SERVER,
    "POST /ask": () =>
      ++tries === 1 ? { status: 503, body: { detail: "The engine is busy." } } : { body: ANSWER },
  });
  const turn = { question: "what sold most" };
  renderPage(() => <AskPage turn={turn} />);
  expect((await screen.findByRole("alert")).textContent).toMatch(/The engine is busy/);
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByTestId("headline")).toBeTruthy();
});

test("a follow-up sends the plan before, an edited one only its plan", async () => {
  const bodies: unknown[] = [];
  const take = (call: Call) => {
    bodies.push(call.body);
    return { body: ANSWER };
  };
  serve({ ...SERVER, "POST /ask": take });
  const before = { m: "sum" };
  const turn = { question: "by store", before };
  renderPage(() => <AskPage turn={turn} />);
  await screen.findByTestId("headline");
  expect(bodies).toEqual([{ question: "by store", before }]);
});

test("the empty page offers questions; without data, the way to bring some in", async () => {
  serve(SERVER);
  const { unmount } = renderPage(() => <AskPage turn={null} />);
  expect(await screen.findByRole("link", { name: "What sold most" })).toBeTruthy();
  unmount();
  serve({ ...SERVER, "GET /questions/suggestions": { body: { questions: [] } } });
  renderPage(() => <AskPage turn={null} />);
  expect(await screen.findByRole("link", { name: "Bring in a file" })).toBeTruthy();
});

test("the thread keeps the newest first, each question once, five at most", () => {
  let thread = withTurn([], { question: "a" });
  for (const question of ["b", "c", "d", "e", "f", "b"]) thread = withTurn(thread, { question });
  expect(thread.map((t) => t.question)).toEqual(["b", "f", "e", "d", "c"]);
});

test("SQL is coloured without losing a letter", () => {
  const sql = "SELECT 'it''s', \"a b\", 1.5 -- note\nFROM t WHERE x >= 2 || चीनी";
  expect(
    paint(sql)
      .map((p) => p.text)
      .join(""),
  ).toBe(sql);
  expect(
    paint(sql)
      .filter((p) => p.kind === "text")
      .map((p) => p.text),
  ).toEqual(["'it''s'"]);
});

test.each([
  [0.95, "sure of this reading"],
  [0.8, "fairly sure of this reading"],
  [0.5, "not very sure of this reading"],
])("%d is %s", (confidence, word) => {
  expect(confidenceWord(confidence)).toBe(word);
});
