// A stand-in for the server, for `npm run dev:mock` and for the end-to-end run where there is no
// binary. It keeps to the shapes of /api/v1/openapi.json and is never part of a build.
import { createHash } from "node:crypto";
import { answer } from "./answer.mjs";
import { answerBoards } from "./boards.mjs";
import { readTable } from "./table.mjs";

const state = {
  tables: [],
  deleted: [],
  uploads: [],
  jobs: new Map(),
  imports: [],
  questions: [],
  sockets: new Set(),
};
let counter = 0;
const now = () => new Date().toISOString();
const delay = (ms) => new Promise((done) => setTimeout(done, ms));

function send(res, status, body) {
  res.writeHead(status, {
    "Content-Type": status < 400 ? "application/json" : "application/problem+json",
  });
  res.end(body === null ? "" : JSON.stringify(body));
}
const problem = (status, detail) => ({
  type: "about:blank",
  title: "Problem",
  status,
  detail,
  code: "invalid",
});

async function bytesOf(req) {
  const parts = [];
  for await (const part of req) parts.push(part);
  return Buffer.concat(parts);
}

function resultOf(table, file) {
  return {
    tables: [
      {
        table: table.name,
        origin: file,
        rows_read: table.rows + table.totals,
        rows_loaded: table.rows,
        rows_replaced: 0,
        rows_same: 0,
        blank_lines: table.blank,
        totals_rows: table.totals,
        rejects: table.rejects.length + table.totals,
        header_row: 1,
        encoding: "UTF-8",
        delimiter: ",",
        columns: table.columns.map((c) => ({
          name: c.column,
          header: c.header,
          type: c.type,
          format: c.type === "date" ? "2026-11-21" : "",
          unit: c.unit,
          guessed: c.column === "rate",
          note: c.column === "rate" ? "read as rupees; the file names no currency" : "",
          rejects: table.rejects.filter((r) => r[1] === c.header).length,
        })),
        notes: [],
      },
    ],
  };
}

async function work(job, file) {
  await delay(150);
  for (const [progress, doing] of [
    [0.2, "looking at the columns"],
    [0.6, "reading rows"],
    [0.9, "looking for joins"],
  ]) {
    if (job.status === "cancelled") return;
    Object.assign(job, { status: "running", progress, doing });
    await delay(120);
  }
  const name = file.name
    .replace(/\.[^.]*$/, "")
    .toLowerCase()
    .replace(/\W+/g, "_");
  const text = await file.text();
  if (!/\.(csv|tsv|txt)$/.test(file.name) || text.includes("\0")) {
    job.status = "failed";
    job.error = {
      code: "invalid",
      detail: `${file.name} is not a table that I can read. Save it as CSV or XLSX and drop it again.`,
    };
  } else {
    const table = readTable(name, text);
    state.tables = [...state.tables.filter((t) => t.name !== name), table];
    Object.assign(job, { status: "done", progress: 1, result: resultOf(table, file.name) });
  }
  state.imports.unshift({
    id: job.id,
    file: file.name,
    status: job.status,
    started_at: job.created_at,
    finished_at: now(),
    result: job.result,
    error: job.error,
  });
}

function jobOf(file) {
  const job = {
    id: `j${++counter}`,
    kind: "import",
    title: file.name,
    status: "queued",
    progress: 0,
    doing: "",
    created_at: now(),
    updated_at: now(),
    result: null,
    error: null,
  };
  state.jobs.set(job.id, job);
  void work(job, file);
  return job.id;
}

const uploadShown = ({ bytes, ...about }) => ({ ...about, offset: bytes.length });

function beginUpload(req, res) {
  const pairs = (req.headers["upload-metadata"] ?? "").split(",").map((pair) => pair.split(" "));
  const about = Object.fromEntries(
    pairs.map(([key, value = ""]) => [key, Buffer.from(value, "base64").toString()]),
  );
  const upload = {
    id: `u${++counter}`,
    name: about.filename,
    length: Number(req.headers["upload-length"]),
    fingerprint: about.fingerprint ?? "",
    expires_at: now(),
    bytes: Buffer.alloc(0),
  };
  state.uploads.push(upload);
  send(res, 201, uploadShown(upload));
}

async function uploads(req, res, [, id]) {
  if (!id && req.method === "POST") return beginUpload(req, res);
  const open = state.uploads.filter((u) => !u.job);
  if (!id) return send(res, 200, { uploads: open.map(uploadShown) });
  const found = state.uploads.find((u) => u.id === id);
  if (!found) return send(res, 404, problem(404, "There is no such upload."));
  if (req.method === "GET") return send(res, 200, uploadShown(found));
  if (req.method === "DELETE") {
    state.uploads = state.uploads.filter((u) => u !== found);
    return send(res, 204, null);
  }
  found.bytes = Buffer.concat([found.bytes, await bytesOf(req)]);
  if (found.bytes.length === found.length) found.job = jobOf(new File([found.bytes], found.name));
  send(res, 204, null);
}

async function streamJob(res, job) {
  res.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  const write = (event) => res.write(`event: ${event}\ndata: ${JSON.stringify(job)}\n\n`);
  while (job.status === "queued" || job.status === "running") {
    write("progress");
    await delay(60);
  }
  write("end");
  res.end();
}

const shown = (c) => ({
  column: c.column,
  label: c.label,
  synonyms: c.synonyms ?? [],
  type: c.type,
  role: c.role,
  additivity: /rate|price/.test(c.column) ? "average" : c.role === "measure" ? "sum" : "none",
  unit: c.unit,
  hidden: c.hidden ?? false,
  values: {},
  profile: c.profile,
});

function model() {
  return {
    version: 1,
    tables: state.tables.map((t) => ({
      table: t.name,
      label: t.label,
      synonyms: t.synonyms ?? [],
      rows: t.rows,
      fresh_at: t.fresh_at,
      kind: "fact",
      key: [],
      time_column: "date",
      columns: t.columns.map(shown),
    })),
    joins: [],
    metrics: state.tables.map((t) => ({
      name: "revenue",
      label: "revenue",
      synonyms: ["sales", "turnover"],
      expression: "sum(quantity * rate)",
      table: t.name,
      filter: "",
      unit: "INR",
      origin: "inferred",
    })),
  };
}

function patchModel(patch) {
  for (const t of patch.tables ?? [])
    Object.assign(state.tables.find((x) => x.name === t.table) ?? {}, t);
  for (const c of patch.columns ?? []) {
    const table = state.tables.find((x) => x.name === c.table);
    const { table: _table, ...change } = c;
    Object.assign(table?.columns.find((x) => x.column === c.column) ?? {}, change);
  }
  return model();
}

function quality() {
  const issues = state.tables.flatMap((t) =>
    t.columns
      .filter((c) => c.profile.nulls > 0)
      .map((c) => ({
        table: t.name,
        column: c.column,
        kind: "missing",
        severity: "warn",
        count: c.profile.nulls,
        share: c.profile.nulls / t.rows,
        message: `${c.profile.nulls} rows of ${t.label} have no ${c.label}.`,
      })),
  );
  return { issues };
}

function rowsOf(table, url) {
  const offset = Number(url.searchParams.get("offset") ?? 0);
  const limit = Number(url.searchParams.get("limit") ?? 50);
  const count = Math.max(0, Math.min(limit, table.rows - offset));
  return {
    columns: table.columns.map((c) => ({
      name: c.column,
      label: c.label,
      type: c.type,
      role: c.role,
      unit: c.unit,
    })),
    rows: Array.from({ length: count }, (_, i) => table.columns.map((c) => c.values[offset + i])),
    total: table.rows,
  };
}

const REJECT_COLUMNS = ["row", "column", "value", "reason"].map((name, i) => ({
  name,
  label: name,
  type: i ? "text" : "int",
  role: i ? "text" : "key",
  unit: "",
}));

const brief = (t) => ({
  name: t.name,
  label: t.label,
  rows: t.rows,
  columns: t.columns.length,
  kind: "fact",
  fresh_at: t.fresh_at,
  version: 1,
  rejects: t.rejects.length,
});

async function ask(req, res) {
  const body = JSON.parse(await bytesOf(req));
  await delay(body.question.includes("slow") ? 4000 : 120);
  if (body.question.includes("fail"))
    return send(
      res,
      500,
      problem(
        500,
        "The engine stopped in the middle of the question. Nothing was changed; ask again.",
      ),
    );
  const result = answer(state.tables.at(-1), body);
  state.questions.unshift({
    id: `q${++counter}`,
    question: body.question,
    status: result.status,
    asked_at: now(),
    elapsed_ms: 2,
  });
  send(res, 200, result);
}

function suggestions() {
  const table = state.tables.at(-1);
  return {
    questions: table
      ? [
          "total amount by product",
          "total amount by month",
          "total quantity by store",
          "total amount by month and store",
        ]
      : [],
  };
}

function table(req, res, url, [, name, part]) {
  const found = state.tables.find((t) => t.name === name);
  if (!found) return send(res, 404, problem(404, `There is no table named ${name}.`));
  if (req.method === "DELETE") {
    state.tables = state.tables.filter((t) => t !== found);
    const about = { id: `d${++counter}`, table: name, rows: found.rows, deleted_at: now() };
    state.deleted.unshift({ found, about: { ...about, kept_until: now() } });
    return send(res, 200, state.deleted[0].about);
  }
  if (part === "rejects")
    return send(res, 200, {
      columns: REJECT_COLUMNS,
      rows: found.rejects,
      total: found.rejects.length,
    });
  return send(
    res,
    200,
    part === "rows" ? rowsOf(found, url) : model().tables.find((t) => t.table === name),
  );
}

function deletedTables(req, res, [, id, part]) {
  const item = state.deleted.find((d) => d.about.id === id);
  if (!id) return send(res, 200, { tables: state.deleted.map((d) => d.about) });
  if (!item) return send(res, 404, problem(404, "This table is gone for good."));
  state.deleted = state.deleted.filter((d) => d !== item);
  if (req.method === "DELETE") return send(res, 204, null);
  if (part === "restore") state.tables.push(item.found);
  return send(res, 200, { table: item.found.name });
}

async function job(req, res, [, id, part]) {
  const found = state.jobs.get(id);
  if (!found) return send(res, 404, problem(404, "There is no such job."));
  if (req.method === "DELETE") found.status = "cancelled";
  if (part === "events") return streamJob(res, found);
  return send(res, 200, { job: found });
}

async function boards(req, res, url, [first, ...rest]) {
  const text = req.method === "GET" ? "" : String(await bytesOf(req));
  const body = text ? JSON.parse(text) : {};
  const call = { method: req.method, first, rest, query: url.searchParams, body };
  const [status, result] = answerBoards(call, state.tables.at(-1), tell);
  send(res, status, result);
}

export async function handle(req, res, next) {
  const url = new URL(req.url, "http://mock");
  const path = url.pathname;
  if (path === "/healthz") return send(res, 200, { status: "ok" });
  if (!path.startsWith("/api/v1/")) return next();
  const route = `${req.method} ${path.slice(7)}`;
  const parts = path.slice(8).split("/").map(decodeURIComponent);
  if (route === "GET /session") return send(res, 200, { accounts: false, person: null });
  if (route === "GET /imports") return send(res, 200, { imports: state.imports });
  if (route === "GET /tables") return send(res, 200, { tables: state.tables.map(brief) });
  if (route === "GET /model") return send(res, 200, model());
  if (route === "PATCH /model") return send(res, 200, patchModel(JSON.parse(await bytesOf(req))));
  if (route === "GET /model/quality") return send(res, 200, quality());
  if (route === "POST /ask") return ask(req, res);
  if (route === "GET /questions") return send(res, 200, { questions: state.questions });
  if (route === "GET /questions/suggestions") return send(res, 200, suggestions());
  if (parts[0] === "saved") return send(res, 200, { saved: [] });
  if (parts[0] === "dashboards" || parts[0] === "shared") return boards(req, res, url, parts);
  if (parts[0] === "tables") return table(req, res, url, parts);
  if (parts[0] === "deleted-tables") return deletedTables(req, res, parts);
  if (parts[0] === "uploads") return uploads(req, res, parts);
  if (parts[0] === "jobs") return job(req, res, parts);
  return send(res, 404, problem(404, `${path} is not known.`));
}

/** One short text frame to everyone who listens. */
function tell(event) {
  const text = Buffer.from(JSON.stringify(event));
  const frame = Buffer.concat([Buffer.from([0x81, text.length]), text]);
  for (const socket of state.sockets) socket.write(frame);
}

/** The WebSocket handshake; after it only `tell` speaks. */
export function upgrade(req, socket) {
  if (!req.url.startsWith("/api/v1/events")) return;
  const key = req.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  const accept = createHash("sha1").update(key).digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  state.sockets.add(socket);
  socket.on("close", () => state.sockets.delete(socket));
  socket.on("error", () => socket.destroy());
}
