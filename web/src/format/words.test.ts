import { afterEach, describe, expect, it } from "vitest";
import { counted, setCatalog, tr, words } from "./words";

afterEach(() => setCatalog({}));

describe("words", () => {
  const T = words({
    again: "Try again",
    kinds: { time: "Period" },
    say: (x: string) => tr("Of {x}", { x }),
  });

  it("are English until a catalog says them otherwise", () => {
    expect([T.again, T.kinds.time, T.say("rice")]).toEqual(["Try again", "Period", "Of rice"]);
    setCatalog({ "Try again": "फिर कोशिश करें", Period: "अवधि", "Of {x}": "{x} का" });
    expect([T.again, T.kinds.time, T.say("rice")]).toEqual(["फिर कोशिश करें", "अवधि", "rice का"]);
  });

  it("stay English where a language has nothing yet", () => {
    setCatalog({ "Try again": "" });
    expect(T.again).toBe("Try again");
  });

  it("keep a place that has no value, and count", () => {
    expect(tr("{from} to {to}", { from: 1 })).toBe("1 to {to}");
    expect([counted(1, "{n} row", "{n} rows"), counted(0, "{n} row", "{n} rows")]).toEqual([
      "1 row",
      "0 rows",
    ]);
  });
});
