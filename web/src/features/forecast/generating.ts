// The job that forecasts everything. Kept outside the components, so that it goes on while the
// person looks at another page.
import { messageOf, request } from "@/api/client";
import { completeJob } from "@/api/complete";
import { followJob, jobHasEnded } from "@/api/events";
import type { Job } from "@/api/types";
import type * as wire from "@/api/wire";
import { createStore, useStore } from "@/ui/store";

export interface Generating {
  phase: "idle" | "running" | "failed" | "cancelled" | "done";
  /** 0..1; null while it waits. */
  progress: number | null;
  doing: string;
  error: string | null;
  jobId: string | null;
}

const IDLE: Generating = { phase: "idle", progress: null, doing: "", error: null, jobId: null };
const store = createStore<Generating>(IDLE);
const PHASES: Record<string, Generating["phase"]> = {
  done: "done",
  failed: "failed",
  cancelled: "cancelled",
};

export const useGenerating = (): Generating => useStore(store);
export const resetGenerating = (): void => store.set(IDLE);

function take(job: Job, onDone: () => void): void {
  store.set({
    phase: PHASES[job.status] ?? "running",
    progress: job.status === "queued" ? null : job.progress,
    doing: job.doing,
    error: job.error?.detail ?? null,
    jobId: job.id,
  });
  if (job.status === "done") onDone();
}

export interface GenerateOptions {
  horizon?: number;
  grain?: string;
  lead_days?: number;
  review_days?: number;
  service_level?: number;
}

export async function generate(options: GenerateOptions, onDone: () => void): Promise<void> {
  store.set({ ...IDLE, phase: "running" });
  try {
    const body = { level: "sku", ...options };
    const job = completeJob(
      await request<wire.JobAnswer>("/forecast/generate", { method: "POST", body }),
    );
    take(job, onDone);
    if (!jobHasEnded(job)) followJob(job.id, (next) => take(next, onDone));
  } catch (error) {
    store.set({ ...IDLE, phase: "failed", error: messageOf(error) });
  }
}

export async function cancelGenerating(jobId: string): Promise<void> {
  try {
    await request(`/jobs/${jobId}`, { method: "DELETE" });
  } catch (error) {
    store.set((before) => ({ ...before, error: messageOf(error) }));
  }
}
