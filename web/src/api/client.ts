// The one way to the server. Every failure is an ApiError whose message is for a person.
import { spokenLanguage, tr, words } from "@/format/words";
import { noteAnswer } from "./age";
import { takeEarly } from "./early";
import type { Problem } from "./types";

export class ApiError extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly requestId: string | undefined;

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
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  });
}

async function send(path: string, options: Options): Promise<Response> {
  try {
    const early = options.method === undefined ? takeEarly(path) : undefined;
    const response = await (early ?? ask(path, options));
    noteAnswer(response);
    return response;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError(0, offlineMessage());
  }
}

/** A file that the server makes of what is asked. */
export async function requestFile(path: string, body: unknown): Promise<Blob> {
  const response = await send(path, { method: "POST", body });
  if (!response.ok) throw problemToError(response.status, await readBody(response));
  return response.blob();
}

export async function request<T>(path: string, options: Options = {}): Promise<T> {
  const response = await send(path, options);
  const body = await readBody(response);
  if (!response.ok) throw problemToError(response.status, body);
  return body as T;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
