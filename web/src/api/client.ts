// The one way to the server. Every failure is an ApiError whose message is for a person.
import { spokenLanguage, spokenNumbers, tr, words } from "@/format/words";
import { noteAnswer } from "./age";
import { takeEarly } from "./early";
import { pass } from "./gate";
import { isRead } from "./kept";
import { sessionEnded } from "./session";
import type { Problem } from "./types";

export class ApiError extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  /** How long to wait before the same may go well. */
  retryAfterS: number | undefined;

  constructor(status: number, message: string, code?: string, requestId?: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }

  /** No answer at all: the server or the way to it is down. */
  get isOffline(): boolean {
    return this.status === 0;
  }
}

export const offlineMessage = () =>
  tr("Munim does not answer. Nothing was lost; this page tries again by itself.");

const FALLBACKS: Record<number, string> = words({
  401: "You are signed out. Sign in again to go on.",
  403: "You may not do that here. Ask an owner for it.",
  404: "That is not here any more.",
  413: "That is larger than Munim accepts.",
  429: "That was too much at once. Wait a moment, then try again.",
  500: "Something went wrong inside Munim. Nothing was changed; try again.",
  503: "Munim is busy or is just starting. Try again in a moment.",
});

function isProblem(body: unknown): body is Partial<Problem> {
  return typeof body === "object" && body !== null;
}

export function problemToError(status: number, body: unknown): ApiError {
  const problem = isProblem(body) ? body : {};
  const message =
    problem.detail || FALLBACKS[status] || problem.title || tr("Error {status}.", { status });
  return new ApiError(status, message, problem.code, problem.request_id);
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (response.ok) throw new ApiError(response.status, tr("Munim sent an answer I can't read."));
    return null;
  }
}

interface Options {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

function ask(path: string, { method = "GET", body, headers, signal }: Options): Promise<Response> {
  return fetch(`/api/v1${path}`, {
    method,
    headers: {
      "Accept-Language": spokenLanguage(),
      ...(spokenNumbers() ? { "Number-Format": spokenNumbers() } : {}),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  });
}

async function reach(path: string, options: Options): Promise<Response> {
  try {
    const early = options.method === undefined ? await takeEarly(path) : undefined;
    // Whoever was not signed in when the page was asked for may be by now.
    const response = early && early.status !== 401 ? early : await ask(path, options);
    noteAnswer(response);
    return response;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError(0, offlineMessage());
  }
}

/** Here a refusal may mean a wrong password; the body says which. */
const DOOR = "/session";

async function isSignedOut(path: string, response: Response): Promise<boolean> {
  if (response.status !== 401 || path !== DOOR) return response.status === 401;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return isProblem(body) && String(body.type).endsWith("signed-out");
}

const TRIES = 3;

/** Waits while one is asked to sign in, and sends it again after that. */
async function send(path: string, options: Options): Promise<Response> {
  const { method = "GET", signal } = options;
  const isWaiting = path !== DOOR || method === "PATCH";
  for (let tries = 1; ; tries++) {
    if (isWaiting && !(await pass({ isWrite: !isRead(method, path), signal })))
      throw problemToError(401, null);
    const response = await reach(path, options);
    if (!isWaiting || tries === TRIES || !(await isSignedOut(path, response))) return response;
    sessionEnded();
  }
}

function errorOf(response: Response, body: unknown): ApiError {
  const error = problemToError(response.status, body);
  const wait = Number(response.headers.get("Retry-After") ?? Number.NaN);
  if (wait > 0) error.retryAfterS = wait;
  return error;
}

/** A file that the server makes of what is asked. */
export async function requestFile(path: string, body: unknown): Promise<Blob> {
  const response = await send(path, { method: "POST", body });
  if (!response.ok) throw errorOf(response, await readBody(response));
  return response.blob();
}

export async function request<T>(path: string, options: Options = {}): Promise<T> {
  const response = await send(path, options);
  const body = await readBody(response);
  if (!response.ok) throw errorOf(response, body);
  return body as T;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
