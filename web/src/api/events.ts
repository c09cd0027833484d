// What the server tells by itself: a job's progress (server-sent events) and changes of the
// data (WebSocket), with the state of the connection that the frame shows.
import { spokenLanguage } from "@/format/words";
import { request } from "./client";
import { completeJob } from "./complete";
import { whenOpen } from "./gate";
import type { Job } from "./types";
import type * as wire from "./wire";

export type ServerEvent =
  | { event: "job"; job: wire.Job }
  | { event: "tables" }
  | { event: "settings" }
  | { event: "dashboards" }
  | { event: "people" }
  | { event: "access"; id: string }
  | { event: "comments"; id: string }
  | { event: "dashboard"; id: string; version: number };
export type Connection = "connecting" | "online" | "lost";

const ENDED = new Set(["done", "failed", "cancelled"]);
export const jobHasEnded = (job: Job) => ENDED.has(job.status);

/** Follows a job to its end. Falls back to asking once a second where no stream comes. */
export function followJob(id: string, onJob: (job: Job) => void): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // An EventSource sends no headers of ours.
  const address = `/api/v1/jobs/${id}/events?language=${spokenLanguage()}`;
  const source = typeof EventSource === "undefined" ? null : new EventSource(address);

  function stop() {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  }
  function take(job: Job) {
    if (stopped) return;
    if (jobHasEnded(job)) stop();
    onJob(job);
  }
  async function poll() {
    source?.close();
    if (stopped) return;
    timer = setTimeout(() => void poll(), 1000);
    try {
      take(completeJob(await request<wire.JobAnswer>(`/jobs/${id}`)));
    } catch {
      // The frame shows a lost connection; the job goes on without us.
    }
  }
  const read = (e: MessageEvent<string>) => take(completeJob(JSON.parse(e.data) as wire.Job));
  source?.addEventListener("progress", read);
  source?.addEventListener("end", read);
  source?.addEventListener("error", () => void poll());
  if (!source) void poll();
  return stop;
}

const RETRY_MS = [500, 1000, 2000, 4000, 8000];

interface Watcher {
  onEvent: (event: ServerEvent) => void;
  onConnection: (state: Connection) => void;
  /** The server closed the line: a session that ends does that too. */
  onClosed?: () => void;
}

async function isAlive(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/** Keeps a WebSocket open; a closed one means "lost" only when /healthz does not answer. */
export function watchServer({ onEvent, onConnection, onClosed }: Watcher): () => void {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let stopped = false;

  async function open() {
    await whenOpen();
    if (stopped) return;
    socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/api/v1/events`);
    socket.onopen = () => {
      tries = 0;
      onConnection("online");
    };
    socket.onmessage = (e: MessageEvent<string>) => onEvent(JSON.parse(e.data) as ServerEvent);
    socket.onclose = () => void retry();
  }
  async function retry() {
    if (stopped) return;
    const alive = await isAlive();
    onConnection(alive ? "online" : "lost");
    if (alive) onClosed?.();
    const wait = RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)];
    timer = setTimeout(() => void open(), wait);
  }
  void open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket?.close();
  };
}
