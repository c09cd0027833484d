// Files on their way in: sent, then read by a job. Kept outside the components, so that an
// import goes on while the person looks at another page.
import { jobHasEnded, followJob } from "@/api/events";
import { messageOf, request } from "@/api/client";
import type { ImportResult, Job } from "@/api/types";
import { upload, type UploadRequest } from "@/api/upload";
import { tr } from "@/format/words";
import { createStore, useStore } from "@/ui/store";

export type Phase = "sending" | "reading" | "done" | "failed" | "cancelled";

export interface Incoming {
  id: string;
  name: string;
  bytes: number;
  phase: Phase;
  /** 0..1 within the phase; null while it is not known. */
  progress: number | null;
  doing: string;
  jobId: string | null;
  result: ImportResult | null;
  error: string | null;
  cancel: () => void;
}

const store = createStore<Incoming[]>([]);
let listeners: (() => void)[] = [];
let counter = 0;

export const useIncoming = (): Incoming[] => useStore(store);

/** Called whenever an import has ended well: the tables are not what they were. */
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

function follow(id: string, job: Job): void {
  const cancel = () => {
    request(`/jobs/${job.id}`, { method: "DELETE" }).catch((e: unknown) =>
      change(id, { error: messageOf(e) }),
    );
  };
  change(id, { jobId: job.id, cancel });
  takeJob(id, job);
  if (!jobHasEnded(job)) followJob(job.id, (next) => takeJob(id, next));
}

function failed(id: string, error: unknown): void {
  const aborted = error instanceof DOMException && error.name === "AbortError";
  change(id, aborted ? { phase: "cancelled" } : { phase: "failed", error: messageOf(error) });
}

/** One request a file: each has its own progress and can be cancelled alone. */
function start(file: File, options: Omit<UploadRequest, "files">): void {
  const id = `in-${++counter}`;
  const sending = upload({ ...options, files: [file] }, (progress) => change(id, { progress }));
  store.set((all) => [
    {
      id,
      name: file.name,
      bytes: file.size,
      phase: "sending",
      progress: 0,
      doing: "",
      jobId: null,
      result: null,
      error: null,
      cancel: sending.cancel,
    },
    ...all,
  ]);
  sending.done
    .then(([job]) => {
      if (job) follow(id, job);
      else
        change(id, {
          phase: "failed",
          error: tr("Munim took the file but gave no job to follow."),
        });
    })
    .catch((error: unknown) => failed(id, error));
}

export function importFiles(
  files: Iterable<File>,
  options: Omit<UploadRequest, "files"> = {},
): void {
  for (const file of files) start(file, options);
}
