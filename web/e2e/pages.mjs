// The steps on Home, Explore, Settings, the picture of the model and the Cleaning tab. They run
// when the table of sales is in.
import assert from "node:assert/strict";
import { digits } from "./checks.mjs";
import { PRODUCTS } from "./data.mjs";

async function home({ page, url, look }) {
  await page.goto(url);
  await page.getByRole("heading", { level: 1, name: /^Good / }).waitFor();
  const tries = page.getByRole("region", { name: "Ask next" });
  await tries.getByRole("link").first().waitFor();
  await look("home");
  const question = await tries.getByRole("link").first().innerText();
  await tries.getByRole("link").first().click();
  const asked = question.toLowerCase(); // shown with a capital, asked as it is
  await page.waitForURL((address) => address.searchParams.get("q")?.toLowerCase() === asked);
  await page.getByTestId("headline").waitFor();
}

async function choose(page, button, text) {
  await page.getByRole("button", { name: button }).click();
  await page.getByRole("combobox", { name: `Find: ${button}` }).fill(text);
  await page.getByRole("option", { name: text }).first().waitFor();
  await page.keyboard.press("Enter");
}

async function exploreBuild({ page, url, look, sales }) {
  await page.goto(`${url}/explore`);
  await page.getByText("Choose a figure to begin").waitFor();
  await choose(page, "Add a figure", "total quantity");
  await page.getByTestId("headline").waitFor();
  await choose(page, "Break it down", "store");
  await page.locator("figure[data-chart] svg").waitFor();
  await look("explore-build");
  const stores = new Map();
  for (const row of sales.rows) {
    stores.set(row.store, (stores.get(row.store) ?? 0) + row.quantity);
  }
  await page.reload();
  const shown = digits(await page.getByTestId("explore-table").innerText());
  // The row whose quantity was "7 or 8" counts nothing.
  const spoiled = sales.rows[sales.spoiled];
  stores.set(spoiled.store, stores.get(spoiled.store) - spoiled.quantity);
  for (const [store, sum] of stores) {
    assert.ok(shown.includes(String(sum)), `${store} is ${sum}: ${shown}`);
  }
}

async function exploreSql({ page, look, sales }) {
  await page.getByRole("button", { name: "Edit as SQL" }).click();
  const editor = page.getByRole("textbox", { name: "SQL statement" });
  await editor.filter({ hasText: /select/i }).waitFor();
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("select count(*) as lines from sales");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^1 row · took/).waitFor();
  const counted = await page.getByTestId("explore-table").innerText();
  assert.ok(digits(counted).includes(String(sales.rows.length)), counted);
  await look("explore-sql");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("delete from sales");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").filter({ hasText: "This could not be run" }).waitFor();
}

/** Names of the data and of formats, which are the same in every language. */
const SAME = /SQL|CSV|XLSX|PNG|SVG|JSON|Munim|Alt|Ctrl|Enter|Esc/g;

/** Who chose Hindi gets a Hindi answer: two words of English beside each other are a sentence. */
async function answerInHindi({ page, url, look }) {
  const question = "हर दुकान की कुल बिक्री";
  await page.goto(`${url}/ask?q=${encodeURIComponent(question)}`);
  const answer = page.getByRole("region", { name: question, exact: true });
  await answer
    .getByText(/आय में सबसे आगे/)
    .first()
    .waitFor();
  const said = (await answer.innerText()).replace(SAME, "");
  assert.doesNotMatch(said, /\b(the|of|by|had|highest|first|remove|shows?|compare)\b/i, said);
  await look("answer-hindi");
}

async function language({ page, url, look }) {
  await page.goto(`${url}/settings`);
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  await look("settings");
  const choice = page.locator("select:has(option[value=hi])");
  await choice.selectOption("hi");
  await page.locator("html[lang=hi]").waitFor();
  await page.getByRole("heading", { name: "सेटिंग", level: 1 }).waitFor();
  await look("settings-hindi");
  await page.goto(url);
  await page.getByRole("heading", { level: 1, name: /[\u0900-\u097f]/ }).waitFor();
  await look("home-hindi");
  await answerInHindi({ page, url, look });
  await page.goto(`${url}/settings`);
  await choice.selectOption("en");
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
}

/** A second table that the first refers to is seen as such. */
async function modelPicture({ page, url, look }) {
  await page.goto(`${url}/data`);
  const text = ["product,brand", ...PRODUCTS.map(([p], i) => `"${p}",Brand ${i % 3}`)].join("\n");
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose files" }).click(),
  ]);
  await chooser.setFiles({
    name: "products.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${text}\n`),
  });
  await page.getByTestId("understood").waitFor();
  const model = page.getByRole("region", { name: "How the tables hang together" });
  await model.getByText("sales.product is one of products.product").waitFor();
  await model.getByRole("link", { name: /^Products/ }).waitFor();
  await look("data-model");
}

async function cleaning({ page, url, look, sales }) {
  await page.goto(`${url}/data/sales`);
  await page.getByRole("tab", { name: "Cleaning" }).click();
  await page.getByText("No steps yet").waitFor();
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByRole("menuitem", { name: "Keep only some rows" }).click();
  await page.getByLabel("Condition").fill("store = 'Bandra'");
  await look("table-cleaning-step");
  await page.getByRole("button", { name: "Add the step" }).click();
  const preview = page.getByRole("region", { name: "How the rows would look" });
  const left = sales.rows.filter((r) => r.store === "Bandra").length;
  await preview.getByText(`${left} rows, ${sales.rows.length - left} left out`).waitFor();
  await look("table-cleaning");
  const rows = page.getByRole("tab", { name: /^Rows/ });
  await page.getByRole("button", { name: "Clean the table this way" }).click();
  await page.getByText(/^Cleaned\./).waitFor();
  await rows.filter({ hasText: String(left) }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await rows.filter({ hasText: String(sales.rows.length) }).waitFor();
  await page.getByText("No steps yet").waitFor();
}

/** The mock has none of what these pages read. */
const real = (step) => (world) => (world.real ? step(world) : undefined);

export const PAGE_STEPS = [
  ["home tells the morning and what to ask", real(home)],
  ["explore: a question is built", real(exploreBuild)],
  ["explore: a question in SQL", real(exploreSql)],
  ["settings: Hindi, and back", real(language)],
  ["the model is a picture", real(modelPicture)],
  ["cleaning: a step is tried, kept and undone", real(cleaning)],
];
