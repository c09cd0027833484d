import { describe, expect, it } from "vitest";
import { catalogs, compare, readAll, readSource } from "./languages.mjs";

describe("the reader of texts", () => {
  it("finds literals of words, tr and counted, also joined and on either side of a condition", () => {
    const { keys } = readSource(
      "a.tsx",
      `const T = words({ a: "Ask", deep: { b: "Long " + "text" }, f: (n) => tr("Of {n}", { n }) });
       const b = tr(on ? "Yes" : "No"); const c = counted(n, "{n} row", "{n} rows", { n: "{q}" });`,
    );
    expect(keys).toEqual(["Ask", "Long text", "Of {n}", "Yes", "No", "{n} row", "{n} rows"]);
  });

  it("reports what people see and no call takes up", () => {
    const { bare } = readSource(
      "a.tsx",
      `const a = <p aria-label="Spoken" className="quiet">Seen {n} of</p>; toast("Told");
       const b = <b title={tr("fine")}>{tr("fine")} · SQL</b>;`,
    );
    expect(bare.map((b) => b.text)).toEqual(["Spoken", "Seen", "of", "Told"]);
  });

  it("says what a language lacks, what is stale and where a place is lost", () => {
    expect(compare(["a", "b", "{n} c"], { a: "x", b: "", "{n} c": "y", d: "z" })).toEqual({
      missing: ["b"],
      stale: ["d"],
      places: ["{n} c"],
    });
  });
});

it("every text for people stands in words, tr or counted", () => {
  expect(readAll().bare).toEqual([]);
});

it.each(catalogs())("no place is lost in $name", ({ texts }) => {
  expect(compare(readAll().keys, texts).places).toEqual([]);
});
