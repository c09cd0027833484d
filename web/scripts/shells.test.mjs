// The pages as they are drawn at build time.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { pageOf } from "./shells";

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <script type="module" crossorigin src="/assets/index-1.js"></script>
  </head>
  <body><div id="root"></div></body>
</html>`;

test("a page has its language, its first questions, its files and its first paint", () => {
  const page = pageOf(HTML, {
    language: "hi",
    early: ["/settings", "/dashboards/_"],
    files: ["assets/index-1.js", "assets/home-2.js"],
    shell: "<p>$& नमस्ते</p>",
  });
  expect(page).toContain('<html lang="hi" data-early="/settings /dashboards/_"');
  expect(page).toContain('<div id="root"><div data-drawn><p>$& नमस्ते</p></div></div>');
  expect(page.match(/modulepreload/g)).toHaveLength(1);
  expect(page).toContain('href="/assets/home-2.js"');
});

test("index.html has what a page is made of", () => {
  const html = readFileSync(path.join(import.meta.dirname, "../index.html"), "utf8");
  expect(html).toContain('<html lang="en">');
  expect(html).toContain('<div id="root"></div>');
});
