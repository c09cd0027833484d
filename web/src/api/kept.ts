// Which answers of the server are kept for a time without it, and under what name. Pure but for
// what is handed in: src/sw.ts brings the browser's cache and its fetch.
//
// The server is always asked first. Only where nothing answers, the answer kept last is given,
// with a header that says when it was kept, from which the frame makes its sign.
//
// What is kept belongs to a person: it is found again by the same one alone, and goes when another
// signs in or nobody is signed in any more.

import type { Session } from "./session";

export const KEPT_HEADER = "X-Munim-Kept";
export const KEPT_CACHE = "munim-kept-1";
/** A larger answer is not worth its room on a phone. */
export const KEPT_BYTES_MAX = 4_000_000;

interface Kept {
  method: "GET" | "POST";
  path: RegExp;
}

// Boards with their cards, Home, tables. What changes something, what a link shares, questions
// and the SQL editor are never kept.
const KEPT: readonly Kept[] = [
  { method: "GET", path: /^\/dashboards(\/[^/]+(\/(values|comments))?)?$/ },
  { method: "POST", path: /^\/dashboards\/[^/]+\/cards\/[^/]+\/data$/ },
  { method: "GET", path: /^\/forecast(\/(business|list))?$/ },
  { method: "GET", path: /^\/(data\/health|questions\/suggestions|imports)$/ },
  { method: "GET", path: /^\/tables(\/[^/]+(\/(rows|rejects))?)?$/ },
  { method: "GET", path: /^\/model(\/quality)?$/ },
];

const API = "/api/v1";

const isListed = (method: string, path: string): boolean =>
  KEPT.some((row) => row.method === method && row.path.test(path));

export const isKept = (method: string, pathname: string): boolean =>
  pathname.startsWith(`${API}/`) && isListed(method, pathname.slice(API.length));

/** Whether a request only looks: what is kept is never a change, whatever its method. */
export const isRead = (method: string, path: string): boolean =>
  method === "GET" || isListed(method, path);

export const SESSION_PATH = `${API}/session`;

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");

/**
 * No cache keeps a POST; what was asked becomes a part of the address instead. So does the
 * language, and how numbers are written: an answer kept in Hindi is none for who reads German.
 */
export async function keyOf(request: Request, person: string): Promise<string> {
  const key = new URL(request.url);
  key.searchParams.set("person", person);
  key.searchParams.set("language", request.headers.get("Accept-Language") ?? "");
  key.searchParams.set("numbers", request.headers.get("Number-Format") ?? "");
  if (request.method === "GET") return key.href;
  const body = new Uint8Array(await request.clone().arrayBuffer());
  key.searchParams.set("kept", hex(await crypto.subtle.digest("SHA-256", body)));
  return key.href;
}

/** The answer as it is kept, or null for one that is not. */
export async function keptCopy(response: Response, now: Date): Promise<Response | null> {
  const type = response.headers.get("Content-Type") ?? "";
  if (response.status !== 200 || !type.startsWith("application/json")) return null;
  const body = await response.arrayBuffer();
  if (body.byteLength > KEPT_BYTES_MAX) return null;
  // The body is unpacked by now, so the headers of its journey do not come along.
  return new Response(body, {
    headers: { "Content-Type": type, [KEPT_HEADER]: now.toISOString() },
  });
}

export interface Shelf {
  find: (key: string) => Promise<Response | undefined>;
  keep: (key: string, response: Response) => Promise<void>;
  forget: (key: string) => Promise<void>;
  forgetAll: () => Promise<void>;
}

/** Whoever is signed out, or may not see a thing any more, does not find it here either. */
const GONE = new Set([403, 404, 410]);

const isAbort = (error: unknown) => error instanceof Error && error.name === "AbortError";

export interface Ways {
  shelf: Shelf;
  /** Whose the answers are; null where nobody knows, and then nothing is kept. */
  person: () => Promise<string | null>;
  /** When the session that is asked for at this moment, if any, has come. */
  sessionCame: () => Promise<unknown>;
  ask: (request: Request) => Promise<Response>;
  /** Goes on after the answer was given. */
  later: (work: Promise<void>) => void;
  now: () => Date;
}

/** Under the name of who had it when it came; nobody's where another took over on the way. */
async function shelve(
  request: Request,
  response: Response,
  before: string | null,
  { shelf, person, sessionCame, now }: Ways,
): Promise<void> {
  if (response.status === 401) return shelf.forgetAll();
  await sessionCame();
  const whose = await person();
  if (whose === null || (before !== null && before !== whose)) return;
  const key = await keyOf(request, whose);
  if (GONE.has(response.status)) return shelf.forget(key);
  const copy = await keptCopy(response, now());
  if (copy) await shelf.keep(key, copy);
}

export async function answer(request: Request, ways: Ways): Promise<Response> {
  const person = ways.person();
  try {
    const response = await ways.ask(request);
    ways.later(shelve(request, response.clone(), await person, ways));
    return response;
  } catch (error) {
    const whose = isAbort(error) ? null : await person;
    const kept = whose !== null && (await ways.shelf.find(await keyOf(request, whose)));
    if (kept) return kept;
    throw error;
  }
}

/** Whose copy of the session this is: "" where nobody has an account. */
export async function personOf(copy: Response | undefined): Promise<string | null> {
  if (!copy) return null;
  const { accounts, person } = (await copy.json()) as Partial<Session>;
  if (person) return person.id;
  return accounts === false ? "" : null;
}

/** The session itself is kept too: without the server it says whose the other copies are. */
export async function answerSession(request: Request, ways: Ways): Promise<Response> {
  const { shelf } = ways;
  const key = request.url;
  const before = await shelf.find(key);
  try {
    const response = await ways.ask(request);
    if (response.ok) {
      const copy = await keptCopy(response.clone(), ways.now());
      if ((await personOf(copy?.clone())) !== (await personOf(before))) await shelf.forgetAll();
      if (copy) await shelf.keep(key, copy);
    }
    return response;
  } catch (error) {
    if (before && !isAbort(error)) return before;
    throw error;
  }
}
