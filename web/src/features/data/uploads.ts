// Files on their way in: sent, then read by a job. Kept outside the components, so that an
// import goes on while the person looks at another page.
import { followJob } from "@/api/events";
import { messageOf, request } from "@/api/client";
import type { ImportResult, Job } from "@/api/types";
import { upload, type UploadOrder, type UploadPhase } from "@/api/upload";
import { createStore, useStore } from "@/ui/store";

export type Phase = UploadPhase | "reading" | "done" | "failed" | "cancelled";

export interface Incoming {
  id: string;
  name: string;
  bytes: number;
  phase: Phase;
  /** 0..1 within the phase; null while it is not known. */
  progress: number | null;
  doing: string;
  /** By which the server knows the upload. */
  uploadId: string | null;
  jobId: string | null;
  result: ImportResult | null;
  error: string | null;
  cancel: () => void;
  pause: () => void;
  resume: () => void;
}

const store = createStore<Incoming[]>([]);
let listeners: (() => void)[] = [];
let counter = 0;

export const useIncoming = (): Incoming[] => useStore(store);

/** Called whenever an import has ended well or was given up: the data is not what it was. */
export function onImported(listener: () => void): () => void {
  listeners.push(listener);
  return () => {
    listeners = listeners.filter((l) => l !== listener);
  };
}

function change(id: string, patch: Partial<Incoming>): void {
  store.set((all) => all.map((item) => (item.id === id ? { ...item, ...patch } : item)));
}

export function dismiss(id: string): void {
  store.set((all) => all.filter((item) => item.id !== id));
}

export function clearIncoming(): void {
  store.set([]);
}

const PHASES: Record<string, Phase> = { done: "done", failed: "failed", cancelled: "cancelled" };

function takeJob(id: string, job: Job): void {
  change(id, {
    phase: PHASES[job.status] ?? "reading",
    progress: job.status === "queued" ? null : job.progress,
    doing: job.doing,
    result: job.result,
    error: job.error?.detail ?? null,
  });
  if (job.status === "done") listeners.forEach((listener) => listener());
}

function follow(id: string, jobId: string): void {
  const cancel = () => {
    request(`/jobs/${jobId}`, { method: "DELETE" }).catch((e: unknown) =>
      change(id, { error: messageOf(e) }),
    );
  };
  change(id, { jobId, cancel, phase: "reading", progress: null });
  followJob(jobId, (job) => takeJob(id, job));
}

function failed(id: string, error: unknown): void {
  const aborted = error instanceof DOMException && error.name === "AbortError";
  change(id, aborted ? { phase: "cancelled" } : { phase: "failed", error: messageOf(error) });
  // The list of what was not sent to the end may have it still.
  if (aborted) listeners.forEach((listener) => listener());
}

/** Each file has its own progress, and can be paused and cancelled alone. */
function start(file: File, order: UploadOrder): void {
  const id = `in-${++counter}`;
  const sending = upload(file, order, {
    onSent: (bytes) => change(id, { progress: file.size > 0 ? bytes / file.size : 1 }),
    onPhase: (phase) => change(id, { phase }),
    onId: (uploadId) => change(id, { uploadId }),
  });
  const { cancel, pause, resume } = sending;
  store.set((all) => [
    {
      id,
      name: file.name,
      bytes: file.size,
      phase: "sending",
      progress: 0,
      doing: "",
      uploadId: null,
      jobId: null,
      result: null,
      error: null,
      cancel,
      pause,
      resume,
    },
    ...all,
  ]);
  sending.done.then((jobId) => follow(id, jobId)).catch((error: unknown) => failed(id, error));
}

export function importFiles(files: Iterable<File>, order: UploadOrder = {}): void {
  for (const file of files) start(file, order);
}
