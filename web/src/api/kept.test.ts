import { beforeEach, expect, test, vi } from "vitest";
import { answersAge, forgetAge, noteAnswer } from "./age";
import {
  answer,
  answerSession,
  isKept,
  isRead,
  KEPT_BYTES_MAX,
  KEPT_HEADER,
  keptCopy,
  keyOf,
  personOf,
  SESSION_PATH,
  type Shelf,
} from "./kept";

const NOW = new Date("2026-11-21T08:35:00.000Z");
const BOARD = "https://shop.test/api/v1/dashboards/7";
const CARD = `${BOARD}/cards/2/data`;

const asked = (url: string, body?: unknown) =>
  new Request(url, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });

function memory() {
  const held = new Map<string, Response>();
  const shelf: Shelf = {
    find: (key) => Promise.resolve(held.get(key)?.clone()),
    keep: (key, response) => Promise.resolve(void held.set(key, response)),
    forget: (key) => Promise.resolve(void held.delete(key)),
    forgetAll: () => {
      held.clear();
      return Promise.resolve();
    },
  };
  return { held, shelf };
}

let person: string | null = "7";
beforeEach(() => {
  person = "7";
});

/** What the page gets, once what goes on afterwards is done. */
async function get(shelf: Shelf, request: Request, server: () => Response | Error) {
  const after: Promise<void>[] = [];
  const response = await answer(request, {
    shelf,
    ask: () => {
      const said = server();
      return said instanceof Error ? Promise.reject(said) : Promise.resolve(said);
    },
    later: (work) => void after.push(work),
    now: () => NOW,
    person: () => Promise.resolve(person),
    sessionCame: () => Promise.resolve(),
  });
  await Promise.all(after);
  return response;
}

const silent = () => new TypeError("Failed to fetch");
const says = (body: unknown, status = 200) => Response.json(body, { status });

test.each([
  ["GET", "/api/v1/dashboards", true],
  ["GET", "/api/v1/dashboards/7", true],
  ["POST", "/api/v1/dashboards/7/cards/2/data", true],
  ["GET", "/api/v1/forecast/business", true],
  ["GET", "/api/v1/tables/bills/rows", true],
  ["POST", "/api/v1/dashboards", false],
  ["PATCH", "/api/v1/dashboards/7", false],
  ["GET", "/api/v1/dashboards/7/links", false],
  ["GET", "/api/v1/shared/abc", false],
  ["POST", "/api/v1/ask", false],
  ["POST", "/api/v1/query", false],
  ["GET", "/api/v1/jobs/3/events", false],
  ["GET", "/api/v1/settings", false],
  ["GET", "/dashboards", false],
])("%s %s is kept: %s", (method, path, kept) => {
  expect(isKept(method, path)).toBe(kept);
});

test("what is asked by POST is told apart by its body, and the request stays readable", async () => {
  const all = asked(CARD, {});
  const some = asked(CARD, { filters: [{ column: "store", values: ["Bandra"] }] });
  expect(await keyOf(all, "7")).not.toBe(await keyOf(some, "7"));
  expect(await keyOf(all, "7")).toBe(await keyOf(asked(CARD, {}), "7"));
  expect(await all.text()).toBe("{}");
  expect(await keyOf(asked(`${BOARD}?a=1`), "7")).toBe(`${BOARD}?a=1&person=7&language=&numbers=`);
});

test("an answer is kept for its language alone", async () => {
  const inHindi = new Request(BOARD, { headers: { "Accept-Language": "hi" } });
  const inGerman = new Request(BOARD, { headers: { "Accept-Language": "de" } });
  expect(await keyOf(inHindi, "7")).not.toBe(await keyOf(inGerman, "7"));
  expect(await keyOf(inHindi, "7")).toBe(await keyOf(inHindi.clone(), "7"));
});

test("only a readable answer of moderate size is kept, with its moment", async () => {
  const copy = await keptCopy(says({ a: 1 }), NOW);
  expect(copy?.headers.get(KEPT_HEADER)).toBe(NOW.toISOString());
  expect(await copy?.json()).toEqual({ a: 1 });
  expect(await keptCopy(says({}, 503), NOW)).toBeNull();
  expect(await keptCopy(new Response("<p>"), NOW)).toBeNull();
  expect(await keptCopy(says("x".repeat(KEPT_BYTES_MAX)), NOW)).toBeNull();
});

test("the kept answer comes when nothing answers, and not before", async () => {
  const { shelf } = memory();
  const request = () => asked(CARD, {});
  await get(shelf, request(), () => says({ rows: 1 }));
  const fresh = await get(shelf, request(), () => says({ rows: 2 }));
  expect(fresh.headers.get(KEPT_HEADER)).toBeNull();
  const busy = await get(shelf, request(), () => says({}, 503));
  expect(busy.status).toBe(503);
  const old = await get(shelf, request(), silent);
  expect(await old.json()).toEqual({ rows: 2 });
  expect(old.headers.get(KEPT_HEADER)).toBe(NOW.toISOString());
});

test("what was never seen, or was called off, fails as it would", async () => {
  const { shelf } = memory();
  await expect(get(shelf, asked(BOARD), silent)).rejects.toThrow("Failed to fetch");
  await get(shelf, asked(BOARD), () => says({}));
  const called = () => Object.assign(new Error("called off"), { name: "AbortError" });
  await expect(get(shelf, asked(BOARD), called)).rejects.toThrow("called off");
});

test("what one may not see any more is forgotten", async () => {
  const { shelf, held } = memory();
  await get(shelf, asked(BOARD), () => says({}));
  await get(shelf, asked(CARD, {}), () => says({}));
  await get(shelf, asked(BOARD), () => says({}, 404));
  expect(held.size).toBe(1);
  await get(shelf, asked(BOARD), () => says({}, 401));
  expect(held.size).toBe(0);
});

test("what is kept is found by its person alone, and not while nobody is known", async () => {
  const { shelf, held } = memory();
  person = null;
  await get(shelf, asked(BOARD), () => says({ of: "nobody" }));
  expect(held.size).toBe(0);
  person = "7";
  await get(shelf, asked(BOARD), () => says({ of: "7" }));
  person = "8";
  await expect(get(shelf, asked(BOARD), silent)).rejects.toThrow("Failed to fetch");
});

test("an answer that another person took over on its way is not kept", async () => {
  const { shelf, held } = memory();
  await get(shelf, asked(BOARD), () => {
    person = "8";
    return says({ of: "7" });
  });
  expect(held.size).toBe(0);
});

/** What the page hears of its session. */
async function session(shelf: Shelf, server: () => Response | Error) {
  const request = asked(`https://shop.test${SESSION_PATH}`);
  const response = await answerSession(request, {
    shelf,
    ask: () => {
      const said = server();
      return said instanceof Error ? Promise.reject(said) : Promise.resolve(said);
    },
    later: () => undefined,
    now: () => NOW,
    person: () => Promise.resolve(null),
    sessionCame: () => Promise.resolve(),
  });
  return (await response.json()) as unknown;
}

const of = (id: string | null) => ({
  accounts: true,
  person: id && { id, name: id, role: "viewer" },
});

test("the session is kept too, and another person's copies go", async () => {
  const { shelf, held } = memory();
  await session(shelf, () => says(of("7")));
  await get(shelf, asked(BOARD), () => says({}));
  await session(shelf, () => says(of("7")));
  expect(held.size).toBe(2);
  expect(await session(shelf, silent)).toEqual(of("7"));
  await session(shelf, () => says(of("8")));
  expect([...held.keys()]).toEqual([`https://shop.test${SESSION_PATH}`]);
});

test("whose copies there are: a person's, everybody's without accounts, or nobody's", async () => {
  expect(await personOf(says(of("7")))).toBe("7");
  expect(await personOf(says({ accounts: false, person: null }))).toBe("");
  expect(await personOf(says(of(null)))).toBeNull();
  expect(await personOf(undefined)).toBeNull();
});

test("the data of a card is only read, though it is asked for by POST", () => {
  expect(isRead("POST", "/dashboards/7/cards/2/data")).toBe(true);
  expect(isRead("GET", "/anything")).toBe(true);
  expect(isRead("POST", "/dashboards")).toBe(false);
});

test("a page is as old as its oldest answer, until the server is back", () => {
  const told = vi.fn();
  const stop = answersAge.subscribe(told);
  const old = (at: string) => new Response("", { headers: { [KEPT_HEADER]: at } });
  noteAnswer(new Response(""));
  expect(told).not.toHaveBeenCalled();
  noteAnswer(old("2026-11-21T08:35:00.000Z"));
  noteAnswer(old("2026-11-20T08:35:00.000Z"));
  noteAnswer(old("2026-11-21T09:00:00.000Z"));
  expect(answersAge.get()).toBe("2026-11-20T08:35:00.000Z");
  noteAnswer(new Response(""));
  expect(answersAge.get()).toBeNull();
  noteAnswer(old("2026-11-21T09:00:00.000Z"));
  forgetAge();
  expect(answersAge.get()).toBeNull();
  stop();
});
