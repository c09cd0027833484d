import { afterEach, expect, test, vi } from "vitest";
import { request } from "./client";
import { forgetEarly } from "./early";

const answer = (body: unknown) => new Response(JSON.stringify(body));

afterEach(() => {
  forgetEarly();
  vi.unstubAllGlobals();
});

test("an answer that was asked for early is taken once; the next asks the server", async () => {
  const fetched = vi.fn(() => Promise.resolve(answer("late")));
  vi.stubGlobal("fetch", fetched);
  globalThis.munimEarly = { "/settings": Promise.resolve(answer("early")) };
  expect(await request("/settings")).toBe("early");
  expect(fetched).not.toHaveBeenCalled();
  expect(await request("/settings")).toBe("late");
});

test("a change never takes what was read before it", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(answer("changed")));
  globalThis.munimEarly = { "/settings": Promise.resolve(answer("early")) };
  expect(await request("/settings", { method: "PATCH", body: {} })).toBe("changed");
});

test("what was not taken is forgotten", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(answer("late")));
  globalThis.munimEarly = { "/settings": Promise.resolve(answer("early")) };
  forgetEarly();
  expect(await request("/settings")).toBe("late");
});

test("whoever was not signed in when it was asked for early asks again", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(answer("signed in")));
  globalThis.munimEarly = {
    "/settings": Promise.resolve(new Response("{}", { status: 401 })),
  };
  expect(await request("/settings")).toBe("signed in");
});
