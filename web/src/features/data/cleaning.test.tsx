import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { RecipeStep } from "@/api/wire";
import { renderPage, serve } from "@/test/render";
import { CleaningPanel } from "./components/cleaning-panel";
import { columnsAfter, effectText, stepDetail, stepProblem, stepTidy, STEP_KINDS } from "./recipe";
import { STEP_WORDS } from "./recipe-words";

const say = String;

describe("steps", () => {
  test("every kind has words for itself and its fields", () => {
    for (const kind of STEP_KINDS) {
      expect(STEP_WORDS[kind.op]?.title, kind.op).toBeTruthy();
      for (const field of kind.fields) {
        expect(STEP_WORDS[kind.op]?.labels[field.name], `${kind.op} ${field.name}`).toBeTruthy();
      }
    }
  });

  test("say what is missing", () => {
    expect(stepProblem({ op: "trim", column: "city" })).toBeNull();
    expect(stepProblem({ op: "trim" })).toBe("“Column” is not filled in.");
    expect(stepProblem({ op: "split", column: "a", by: " ", into: ["x"] })).toMatch(/two or more/);
    expect(stepProblem({ op: "fill", column: "a", how: "value" })).toBe("Say what to fill in.");
    expect(stepProblem({ op: "dedupe" })).toBeNull();
  });

  test("go to the server without what was left empty", () => {
    expect(stepTidy({ op: "fill", column: "a", how: "value", with: "x" })).toEqual({
      op: "fill",
      column: "a",
      with: "x",
    });
    expect(stepTidy({ op: "fill", column: "a", how: "mean", with: "x" })).toEqual({
      op: "fill",
      column: "a",
      how: "mean",
    });
    expect(stepTidy({ op: "replace", column: "a", from: "x" }).to).toBe("");
    expect(stepTidy({ op: "dedupe", columns: [] })).toEqual({ op: "dedupe" });
  });

  test("tell what they do", () => {
    expect(stepDetail({ op: "replace", column: "city", from: "A", to: "B" })).toBe(
      "city: “A” → “B”",
    );
    expect(stepDetail({ op: "dedupe" })).toBe("all columns");
    expect(effectText({ op: "keep", column: "", changed: 1, lost: 0 }, say)).toBe("1 row left out");
    expect(effectText({ op: "parse", column: "a", changed: 4, lost: 2 }, say)).toBe(
      "4 values, 2 become empty",
    );
    const split: RecipeStep = { op: "split", column: "who", by: " ", into: ["first", "last"] };
    expect(columnsAfter(["who"], [split])).toEqual(["who", "first", "last"]);
  });
});

const PREVIEW = {
  effects: [{ op: "trim", column: "city", changed: 3, lost: 0 }],
  rows_before: 10,
  rows_after: 10,
  columns: [{ name: "city", label: "city", type: "text", role: "category", unit: "" }],
  rows: [["Pune"]],
};

function serveRecipe(put: { status?: number; body: unknown }) {
  return serve({
    "GET /tables/sales/recipe": {
      body: { table: "sales", steps: [], columns: ["city", "amount"] },
    },
    "POST /tables/sales/recipe/preview": { body: PREVIEW },
    "PUT /tables/sales/recipe": put,
  });
}

async function addTrim(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole("button", { name: "Add a step" }));
  await user.click(screen.getByRole("menuitem", { name: "Trim spaces" }));
  await user.click(screen.getByRole("button", { name: "Add the step" }));
}

describe("the cleaning of a table", () => {
  test("a step is tried, then kept", async () => {
    const user = userEvent.setup();
    const calls = serveRecipe({ body: { table: "sales", steps: [], columns: [] } });
    renderPage(() => <CleaningPanel table="sales" />);
    await addTrim(user);
    expect(await screen.findByText("3 values")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Clean the table this way" }));
    const put = calls.find((c) => c.method === "PUT");
    expect(put?.body).toEqual({ steps: [{ op: "trim", column: "city" }] });
  });

  test("what fails keeps the draft and says that nothing was changed", async () => {
    const user = userEvent.setup();
    serveRecipe({ status: 422, body: { title: "no", detail: "step 1 (trim): no", status: 422 } });
    renderPage(() => <CleaningPanel table="sales" />);
    await addTrim(user);
    await user.click(await screen.findByRole("button", { name: "Clean the table this way" }));
    expect(await screen.findByText("The rows are as they were")).toBeTruthy();
    expect(within(screen.getByRole("list")).getByText("Trim spaces")).toBeTruthy();
  });
});
