// The application as it is installed: the worker's list of files, the manifest and its pictures.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { listFiles } from "./worker";

const ROOT = path.join(import.meta.dirname, "..");
const read = (name) => readFileSync(path.join(ROOT, name), "utf8");

test("every file is listed; those without a hash in their name change with their content", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "munim-files-"));
  try {
    mkdirSync(path.join(folder, "assets"));
    const write = (name, text) => writeFileSync(path.join(folder, name), text);
    for (const name of ["assets/index-Bd3f9a1c.js", "theme.js", "sw.js", ".built"])
      write(name, "1");
    const [hashed, plain, ...more] = listFiles(folder);
    expect(more).toEqual([]);
    expect(hashed).toEqual({ url: "/assets/index-Bd3f9a1c.js", revision: null });
    expect(plain.url).toBe("/theme.js");
    write("theme.js", "2");
    expect(listFiles(folder)[1].revision).not.toBe(plain.revision);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the manifest's pictures are there and as large as they say", () => {
  const { icons } = JSON.parse(read("public/munim.webmanifest"));
  for (const { src, sizes } of icons) {
    const png = readFileSync(path.join(ROOT, "public", src));
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
  }
  expect(icons.some((icon) => icon.purpose === "maskable")).toBe(true);
});

test("colours outside of the tokens are the tokens'", () => {
  const papers = [...read("src/ui/tokens.css").matchAll(/--paper: (#\w+)/g)].map((m) => m[1]);
  const manifest = JSON.parse(read("public/munim.webmanifest"));
  expect(manifest.theme_color).toBe(papers[0]);
  expect(manifest.background_color).toBe(papers[0]);
  expect(read("index.html")).toContain(`name="theme-color" content="${papers[0]}"`);
  expect(read("public/theme.js")).toContain(`content = "${papers[1]}"`);
});
