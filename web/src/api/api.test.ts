import { afterEach, expect, test, vi } from "vitest";
import { serve } from "@/test/render";
import { ApiError, request } from "./client";
import { completeAnswer, completeJob, completeModel } from "./complete";
import { followJob } from "./events";
import type { Job } from "./types";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a problem becomes an error with the sentence for a person", async () => {
  serve({
    "GET /x": {
      status: 422,
      body: { title: "Invalid", detail: "Column `prise` is not there.", code: "invalid" },
    },
  });
  const error = await request("/x").catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 422,
    code: "invalid",
    message: "Column `prise` is not there.",
  });
});

test("no answer at all says that nothing was lost", async () => {
  serve({ "GET /x": "offline" });
  const error = (await request("/x").catch((e: unknown) => e)) as ApiError;
  expect(error.isOffline).toBe(true);
  expect(error.message).toMatch(/Nothing was lost/);
});

test("a failure without words gets some", async () => {
  serve({ "GET /x": { status: 503, body: null } });
  await expect(request("/x")).rejects.toThrow(/busy/);
});

test("what is drawn of a result is its type, not the picture that was asked for", () => {
  const chart = { title: "", series: [], sort: "", reason: "", unfinished_last: false };
  const answer = completeAnswer({
    question: "sales as a pie",
    status: "answered",
    confidence: 1,
    chart: { ...chart, type: "pie", drawn: "horizontal_bar", warning: "Too many parts." },
    alternatives: [],
    message: "",
    missing: [],
    elapsed_ms: 1,
  });
  expect(answer.chart).toMatchObject({ type: "horizontal_bar", warning: "Too many parts." });
});

test("what the server leaves out is put in", () => {
  const answer = completeAnswer({
    question: "q",
    status: "refused",
    confidence: 0,
    alternatives: [],
    missing: ["weather"],
    message: "why",
    elapsed_ms: 1,
  });
  expect(answer).toMatchObject({ chips: [], rows: [], chart: null, followups: [], message: "why" });
  const job = { id: "1", kind: "import", title: "a", status: "done", progress: 1, doing: "" };
  const times = { created_at: "", updated_at: "" };
  expect(completeJob({ job: { ...job, ...times } })).toMatchObject({
    id: "1",
    result: null,
    error: null,
  });
  const model = completeModel({
    version: 1,
    joins: [],
    metrics: [],
    tables: [{ table: "t", columns: [{ column: "c" }] }],
  });
  expect(model.tables[0]).toMatchObject({ label: "t", key: [] });
  expect(model.tables[0]?.columns[0]).toMatchObject({
    label: "c",
    role: "unknown",
    profile: { top: [] },
  });
});

test("a job is followed by asking where no stream comes, and no longer than it lasts", async () => {
  vi.useFakeTimers();
  let asked = 0;
  serve({
    "GET /jobs/7": () => ({
      body: { job: { id: "7", status: ++asked < 3 ? "running" : "done", progress: asked / 3 } },
    }),
  });
  const seen: Job[] = [];
  followJob("7", (job) => seen.push(job));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(seen.map((j) => j.status)).toEqual(["running", "running", "done"]);
  expect(asked).toBe(3);
});
