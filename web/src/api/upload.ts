// Uploads that go on where they stood: in pieces, through lost connections and reloads.
import { ApiError, request } from "./client";
import { findOrBegin, sendPiece, type UploadOrder } from "./upload-piece";
import type * as wire from "./wire";

export type { ImportMode, UploadOrder } from "./upload-piece";

export type UploadPhase = "sending" | "lost" | "paused";

export interface UploadWatch {
  /** Bytes that are there, of the file's own. */
  onSent: (bytes: number) => void;
  onPhase: (phase: UploadPhase) => void;
  /** By which the server knows it. */
  onId: (id: string) => void;
}

export interface Upload {
  /** The job that reads the file. */
  done: Promise<string>;
  pause: () => void;
  resume: () => void;
  cancel: () => void;
}

export const PIECE_BYTES = 32 * 1024 * 1024;
const RETRY_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** Whether the same may go well when it is tried again: the rest is a refusal. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const { status } = error;
  return (
    status === 0 ||
    status === 401 ||
    status === 404 ||
    status === 408 ||
    status === 409 ||
    status === 429 ||
    (status >= 500 && status !== 507)
  );
}

const aborted = () => new DOMException("cancelled", "AbortError");

export function upload(file: File, order: UploadOrder, watch: UploadWatch): Upload {
  let at: wire.Upload | null = null;
  let wish: "send" | "pause" | "stop" = "send";
  const wants = (what: typeof wish) => wish === what;
  let piece = new AbortController();
  let wake: () => void = () => undefined;

  /** Until it is time, or the network is back, or the person says so. */
  const rest = (ms: number | null) =>
    new Promise<void>((resolve) => {
      const timer = ms === null ? undefined : setTimeout(() => wake(), ms);
      wake = () => {
        clearTimeout(timer);
        removeEventListener("online", wake);
        resolve();
      };
      addEventListener("online", wake);
    });

  /** What the server has now; an upload that is gone is begun anew. */
  async function look(): Promise<wire.Upload> {
    if (!at) return findOrBegin(file, order);
    try {
      return await request<wire.Upload>(`/uploads/${at.id}`);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return findOrBegin(file, order);
      throw error;
    }
  }

  async function step(): Promise<string | null> {
    at = await look();
    watch.onId(at.id);
    watch.onSent(at.offset);
    if (at.job) return at.job;
    watch.onPhase("sending");
    if (!wants("send")) return null;
    piece = new AbortController();
    const bytes = file.slice(at.offset, at.offset + PIECE_BYTES);
    await sendPiece({ ...at, bytes, onSent: watch.onSent, signal: piece.signal });
    return null;
  }

  async function run(): Promise<string> {
    for (let failures = 0; ;) {
      if (wants("stop")) {
        if (at) await request(`/uploads/${at.id}`, { method: "DELETE" }).catch(() => undefined);
        throw aborted();
      }
      if (wants("pause")) {
        watch.onPhase("paused");
        while (wants("pause")) await rest(null);
        continue;
      }
      const before = at?.offset ?? 0;
      try {
        const job = await step();
        if (job) return job;
        failures = 0;
      } catch (error) {
        if (!wants("send")) continue;
        if (!mayPass(error)) throw error;
        if ((at?.offset ?? 0) > before) failures = 0;
        watch.onPhase("lost");
        await rest(RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)] ?? 0);
      }
    }
  }

  return {
    done: run(),
    pause: () => {
      wish = "pause";
      piece.abort();
      wake();
    },
    resume: () => {
      wish = "send";
      wake();
    },
    cancel: () => {
      wish = "stop";
      piece.abort();
      wake();
    },
  };
}
