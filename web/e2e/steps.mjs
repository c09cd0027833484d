// The steps of the end-to-end run, in order. A name that begins with * is needed by the others.
import assert from "node:assert/strict";
import { digits } from "./checks.mjs";
import { BOARD_STEPS } from "./boards.mjs";
import { KEEPING_STEPS } from "./keeping.mjs";
import { OFFLINE_STEPS } from "./offline.mjs";
import { amountBy } from "./data.mjs";
import { PAGE_STEPS } from "./pages.mjs";
import { PEOPLE_STEPS } from "./people.mjs";

async function ask({ page }, question) {
  await page.locator("#question").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type(question);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("q") === question);
  return page.getByRole("region", { name: question, exact: true });
}

/** Marks that are really on the sheet, not an empty frame. */
async function drawnMarks(section) {
  const chart = section.locator("figure[data-chart] svg");
  await chart.first().waitFor();
  await section.page().waitForTimeout(400);
  return chart.first().evaluate((svg) => {
    const box = svg.getBoundingClientRect();
    const marks = [...svg.querySelectorAll("path")].filter((p) => {
      const fill = p.getAttribute("fill");
      const b = p.getBoundingClientRect();
      return fill && fill !== "none" && fill !== "transparent"
        ? b.width * b.height > 20
        : b.width > box.width / 2;
    });
    return marks.length;
  });
}

const DROP_TRIES = 10;

async function dropFile(page, name, text, type = "text/csv") {
  const transfer = await page.evaluateHandle(
    ([fileName, body, mime]) => {
      const data = new DataTransfer();
      data.items.add(new File([body], fileName, { type: mime }));
      return data;
    },
    [name, text, type],
  );
  // What is drawn before the program has come takes no file yet.
  let invited = false;
  for (let tries = 0; !invited && tries < DROP_TRIES; tries++) {
    await page.dispatchEvent("main", "dragenter", { dataTransfer: transfer });
    const invitation = page.getByText("Drop to bring it in").waitFor({ timeout: 2000 });
    invited = await invitation.then(
      () => true,
      () => false,
    );
  }
  assert.ok(invited, "a file that is dragged over the page is invited");
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
}

async function emptyPages({ page, url, look }) {
  await page.goto(`${url}/ask`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByRole("link", { name: "Bring in a file" }).waitFor();
  assert.match(await page.title(), /Munim/);
  await look("ask-empty");
  await page.getByRole("link", { name: "Bring in a file" }).click();
  await page.getByRole("heading", { name: "Drop files here" }).waitFor();
  await look("data-empty");
  await page.goto(`${url}/forecast`);
  await page.getByText("There is nothing to forecast yet").waitFor();
  await look("forecast-empty");
}

async function dropCsv({ page, url, look, sales }) {
  await page.goto(`${url}/data`);
  await page.getByRole("heading", { name: "Data", level: 1 }).waitFor();
  await dropFile(page, "sales.csv", sales.text);
  const understood = page.getByTestId("understood");
  await understood.waitFor({ timeout: 30_000 });
  const rows = await understood.getByTestId("rows-loaded").innerText();
  assert.equal(digits(rows), String(sales.rows.length), "every row but the totals row is in");
  await understood.getByText("that I could not read").waitFor();
  assert.match(await understood.innerText(), /1 totals row left out/);
  await look("data-understood");
}

async function brokenFile({ page, look }) {
  const before = await page.getByTestId("understood").count();
  await dropFile(
    page,
    "photo.xlsx",
    "PK\u0003\u0004 this is no workbook \u0000\u0001",
    "application/vnd.ms-excel",
  );
  await page.getByText("This file could not be read.").waitFor();
  await look("data-failed");
  assert.equal(await page.getByTestId("understood").count(), before);
  const dismiss = page.getByRole("button", { name: "Dismiss" });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
}

async function tablePage({ page, look, sales }) {
  await page
    .getByRole("link", { name: /^Sales/ })
    .first()
    .click();
  await page.getByRole("heading", { name: "Sales", level: 1 }).waitFor();
  await look("table-columns");
  await page.getByRole("button", { name: "Amount", exact: true }).click();
  await page.getByLabel("Also called").fill("takings");
  await look("table-edit");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText(/^Saved/).waitFor();
  await page.getByRole("tab", { name: /^Rows/ }).click();
  await page.getByRole("region", { name: "Rows of sales" }).waitFor();
  const first = await page.locator("tbody tr").first().innerText();
  assert.ok(first.includes(sales.rows[0].store), "the first row is the file's first row");
  await look("table-rows");
  await page.getByRole("tab", { name: /^Set aside/ }).click();
  await page.getByRole("cell", { name: "7 or 8" }).waitFor();
  await look("table-rejects");
}

async function askByProduct({ page, look, sales, url }) {
  await page.goto(`${url}/ask`);
  await page.getByRole("list", { name: "Try one of these" }).waitFor();
  await look("ask-welcome");
  const section = await ask({ page }, "total amount by product");
  const [[product, amount]] = amountBy(sales.rows, (r) => r.product);
  await section.getByTestId("headline").waitFor();
  assert.ok((await drawnMarks(section)) >= 8, "a bar for each product");
  await section.getByRole("button", { name: "Table" }).click();
  const row = section.getByTestId("answer-table").getByRole("row").filter({ hasText: product });
  const cells = await row.getByRole("cell").allInnerTexts();
  assert.ok(
    cells.some((c) => digits(c) === String(amount)),
    `${product} is ${amount}: ${cells.join(" | ")}`,
  );
  await section.getByRole("button", { name: "SQL", exact: true }).click();
  assert.match(await section.getByLabel("SQL of this answer").innerText(), /select/i);
  await look("ask-bars");
}

async function askByMonth({ page, look, sales }) {
  const section = await ask({ page }, "total amount by month");
  assert.ok((await drawnMarks(section)) >= 1, "a line is drawn");
  await section.getByRole("button", { name: "Table" }).click();
  const text = await section.getByTestId("answer-table").innerText();
  const months = amountBy(sales.rows, (r) => r.date.slice(0, 7));
  for (const [month, amount] of months) {
    assert.ok(digits(text).includes(String(amount)), `${month} is ${amount}`);
  }
  await look("ask-line");
}

async function editChip({ page, look }) {
  const section = page.getByRole("region", { name: "total amount by month", exact: true });
  const chips = section.getByRole("list", { name: "How the question was read" });
  const before = await section.getByTestId("headline").innerText();
  await chips.getByRole("button").first().click();
  await look("ask-chip-menu");
  await page.getByRole("menu").getByRole("menuitemradio").nth(1).click();
  await page.waitForFunction(
    (old) => document.querySelector("[data-testid=headline]")?.textContent !== old,
    before,
  );
  assert.match(page.url(), /plan=/, "the edited reading is in the address");
}

async function askNumber({ page, look, sales }) {
  const section = await ask({ page }, "total amount");
  await section.locator("[data-chart=number]").waitFor();
  const shown = await section.innerText();
  assert.ok(digits(shown).includes(String(sales.total)), `the total is ${sales.total}: ${shown}`);
  await look("ask-number");
}

async function forecast({ page, url, look, real }) {
  if (!real) return; // the mock has no forecasts
  await page.goto(`${url}/forecast`);
  await page.getByTestId("headline").waitFor();
  await page.locator("figure[data-chart=forecast] svg").first().waitFor();
  await look("forecast-all");
  await page.locator("label").filter({ hasText: "Product" }).click();
  const find = page.getByRole("combobox", { name: /^Find a/ });
  await find.click();
  await page.getByRole("option").nth(1).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/thing=/);
  const name = await find.inputValue();
  await page
    .getByTestId("headline")
    .filter({ hasText: `${name}: about` })
    .waitFor();
  await page.getByRole("heading", { name: "What to order" }).waitFor();
  await page.getByRole("button", { name: "Forecast everything" }).click();
  await page.getByRole("region", { name: "Every product with what to order" }).waitFor();
  assert.ok((await page.locator("tbody tr").count()) >= 2, "a row for each product");
  await look("forecast-product");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  assert.match((await saved).suggestedFilename(), /^order-list-\d{4}-\d{2}-\d{2}\.csv$/);
  await page.goto(`${url}/forecast?level=sku&thing=nothing-of-that-name`);
  await page.getByText(/was ever sold/).waitFor();
  await look("forecast-unknown");
}

async function refused({ page, look }) {
  const section = await ask({ page }, "how warm was it in Reykjavik");
  await section.getByText("This can't be answered yet", { exact: true }).waitFor();
  await look("ask-refused");
}

async function keyboard({ page, url }) {
  await page.goto(`${url}/data`);
  await page.getByRole("heading", { name: "Tables", exact: true }).waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the page");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "question");
  await page.keyboard.press("Escape");
}

async function missingPage({ page, url, look }) {
  await page.goto(`${url}/no-such-page`);
  await page.getByRole("heading", { name: "There is no page here" }).waitFor();
  await look("not-found");
}

/** Only the mock can be made to fail, to dawdle and to draw what is asked of it. */
async function mockOnly({ page, url, look, real }) {
  if (real) return;
  const failing = await ask({ page }, "fail please");
  await failing.getByRole("alert").waitFor();
  await look("ask-failed");
  await ask({ page }, "slow total amount");
  await page.getByText("Reading the question").waitFor();
  await page.screenshot({ path: new URL("artifacts/ask-loading.png", import.meta.url).pathname });
  const clarify = await ask({ page }, "sales by store");
  await clarify.getByText("Did you mean", { exact: true }).last().waitFor();
  await look("ask-clarify");
  await clarify.getByRole("button").first().click();
  await clarify.getByTestId("headline").waitFor();
  for (const question of [
    "amount by month and store",
    "amount by store and category",
    "amount by store as pie",
    "amount by month and store as heatmap",
    "amount by month and store as area",
  ]) {
    await page.goto(`${url}/ask`);
    const section = await ask({ page }, question);
    assert.ok((await drawnMarks(section)) >= 1, question);
    await look(`ask-${question.replaceAll(" ", "-")}`);
  }
}

export const STEPS = [
  ["empty pages teach", emptyPages],
  ["* a dropped file is understood", dropCsv],
  ["a broken file is told", brokenFile],
  ["a table can be read and corrected", tablePage],
  ["total by product: right, and drawn", askByProduct],
  ["total by month: right, and drawn", askByMonth],
  ["a chip re-runs the question", editChip],
  ["one number", askNumber],
  ["a product is forecast, then all of them", forecast],
  ["a refusal says what is missing", refused],
  ...BOARD_STEPS,
  ...PAGE_STEPS,
  ...OFFLINE_STEPS,
  ["keyboard", keyboard],
  ["a page that is not there", missingPage],
  ["failed, slow, unsure, more charts (mock)", mockOnly],
  ...KEEPING_STEPS,
  ...PEOPLE_STEPS,
];
