// The mock's boards: kept in memory, changed as the server changes them, their cards worked out
// from the uploaded rows by answer.mjs.
import { answer } from "./answer.mjs";

const boards = new Map();
const links = new Map();
let counter = 0;
const id = (letter) => `${letter}${++counter}x`;
const now = () => new Date().toISOString();

const ROWS_KINDS = new Set(["question", "plan", "kpi", "sql"]);
const copy = (value) => JSON.parse(JSON.stringify(value));
const problem = (status, detail, more = {}) => [
  status,
  { type: "about:blank", title: "Problem", status, detail, code: "invalid", ...more },
];

const card = (kind, place, fields) => ({ id: id("c"), kind, title: "", ...place, ...fields });
const at = (x, y, w, h) => ({ x, y, w, h });

function salesTemplate(table) {
  const measure = table.columns.find((c) => c.role === "measure" && /amount/.test(c.column));
  const dims = table.columns.filter((c) => c.role === "category").slice(0, 3);
  const what = `total ${measure?.label ?? "amount"}`;
  return {
    cards: [
      card("kpi", at(0, 0, 3, 2), { question: what, title: "Sales", target: 1_000_000 }),
      card("kpi", at(3, 0, 3, 2), { question: "total quantity", title: "Packs" }),
      card("question", at(6, 0, 6, 4), { question: `${what} by month` }),
      ...dims.map((d, i) =>
        card("question", at((i % 2) * 6, 4 + 4 * Math.floor(i / 2), 6, 4), {
          question: `${what} by ${d.label}`,
        }),
      ),
    ],
    filters: dims.slice(0, 1).map((d) => ({
      id: id("f"),
      column: `${table.name}.${d.column}`,
      label: d.label[0].toUpperCase() + d.label.slice(1),
      op: "in",
      values: [],
    })),
  };
}

const templates = (table) =>
  table
    ? [{ id: "sales", name: "Sales", why: "What came in, from where, and how it goes.", cards: 6 }]
    : [];

function keep(board, what) {
  board.updated_at = now();
  board.version++;
  board.history.push({ version: board.version, at: now(), what, doc: copy(shown(board)) });
}

const shown = ({ history: _h, comments: _c, removed: _r, ...board }) => board;

function create(body, table) {
  const source = boards.get(body.copy_of);
  const made = source ?? (body.template ? salesTemplate(table) : {});
  const board = {
    id: id("b"),
    name: body.name || "Untitled board",
    version: 0,
    created_at: now(),
    favourite: false,
    refresh_seconds: 0,
    filters: copy(body.filters ?? made.filters ?? []),
    cards: copy(body.cards ?? made.cards ?? []),
    history: [],
    comments: [],
    removed: new Map(),
  };
  boards.set(board.id, board);
  keep(board, "Made the board");
  return board;
}

const OPS = {
  set: (board, { fields }) => Object.assign(board, fields) && "Changed the board",
  card(board, change, base) {
    const found = board.cards.find((c) => c.id === change.card.id);
    if (found)
      return Object.assign(found, change.card) && `Changed “${found.title || found.question}”`;
    const removed = board.removed.get(change.card.id);
    if ((removed && removed > base) || !change.card.kind) return null;
    board.cards.push(change.card);
    return `Added “${change.card.title || change.card.question || change.card.kind}”`;
  },
  remove_card(board, change) {
    board.removed.set(change.id, board.version + 1);
    board.cards = board.cards.filter((c) => c.id !== change.id);
    return "Removed a card";
  },
  layout(board, change) {
    for (const place of change.cards) {
      Object.assign(board.cards.find((c) => c.id === place.id) ?? {}, place);
    }
    return "Moved cards";
  },
  filter(board, { filter }) {
    const found = board.filters.find((f) => f.id === filter.id);
    if (found) Object.assign(found, filter);
    else board.filters.push(filter);
    return `Filter ${filter.label}`;
  },
  remove_filter(board, change) {
    board.filters = board.filters.filter((f) => f.id !== change.id);
    return "Removed a filter";
  },
};

function patch(board, { base, changes }) {
  const before = copy(board.cards);
  const said = [];
  for (const change of changes) {
    const what = OPS[change.op](board, change, base);
    if (what === null) {
      board.cards = before;
      return problem(409, "Someone removed this card meanwhile.", {
        code: "conflict",
        version: board.version,
      });
    }
    said.push(what);
  }
  keep(board, said.join("; "));
  return [200, shown(board)];
}

const columnOf = (table, name) => table.columns.find((c) => `${table.name}.${c.column}` === name);

function passes(filter, value) {
  if (filter.values.length === 0) return true;
  if (filter.op === "in") return filter.values.includes(value);
  if (filter.values.length === 1) return true; // a named period: the mock has no calendar
  const [from, to] = filter.values;
  return (from === null || value >= from) && (to === null || value <= to);
}

/** The table with only the rows that pass. */
function narrowed(table, filters) {
  const known = filters.filter((f) => columnOf(table, f.column));
  const rows = Array.from({ length: table.rows }, (_, i) => i).filter((i) =>
    known.every((f) => passes(f, columnOf(table, f.column).values[i])),
  );
  const columns = table.columns.map((c) => ({ ...c, values: rows.map((i) => c.values[i]) }));
  return { ...table, rows: rows.length, columns };
}

/** The plan with its dimensions as the server writes them. */
function withDimensions(result, table) {
  if (!result.plan) return result;
  const expr = (d) => ({ column: [table.name, d.column ?? "date"] });
  const dimensions = result.plan.dims.map((d) => ({
    expr: d.grain ? { op: "bucket", args: [expr(d)], unit: d.grain } : expr(d),
  }));
  return { ...result, plan: { ...result.plan, dimensions } };
}

function cardData(table, { kind, question, plan, sql }, filters) {
  if (!ROWS_KINDS.has(kind)) return problem(422, "This card has no rows.");
  if (!table) return problem(422, "There is no data yet. Bring in a file first.");
  if (question?.includes("fail")) return problem(500, "The engine stopped. Nothing was changed.");
  const rows = narrowed(table, kind === "sql" ? [] : filters);
  const result = answer(rows, { question: sql ? "total amount by store" : question, plan });
  const not_filtered =
    kind === "sql" ? filters.map((f) => ({ id: f.id, why: "SQL is run as it is written" })) : [];
  const course = kind === "kpi" && result.plan;
  const spark = course && {
    grain: "month",
    unit: "INR",
    points: answer(rows, {
      question: "",
      plan: { ...result.plan, dims: [{ grain: "month" }] },
    }).rows.map(([t, value]) => ({ t, value })),
  };
  return [200, { answer: withDimensions(result, table), not_filtered, ...(spark && { spark }) }];
}

function cardRows(table, found, { filters = [], where = [], limit = 50, offset = 0 }) {
  const shown = answer(narrowed(table, filters), found).columns ?? [];
  const marks = where.map(({ column, value }) => ({
    column: `${table.name}.${shown[column]?.role === "time" ? "date" : shown[column]?.name}`,
    op: shown[column]?.role === "time" ? "between" : "in",
    values: shown[column]?.role === "time" ? [value, `${value.slice(0, 7)}-31`] : [value],
  }));
  const rows = narrowed(table, [...filters, ...marks]);
  const indexes = Array.from({ length: rows.rows }, (_, i) => i).slice(offset, offset + limit);
  const columns = rows.columns.map((c) => ({
    name: c.column,
    label: c.label,
    type: c.type,
    role: c.role,
    unit: c.unit,
  }));
  return [
    200,
    { columns, rows: indexes.map((i) => rows.columns.map((c) => c.values[i])), total: rows.rows },
  ];
}

function values(table, query) {
  const column = table && columnOf(table, query.get("column"));
  if (!column) return problem(404, "There is no such column.");
  const counts = new Map();
  for (const v of column.values) counts.set(v, (counts.get(v) ?? 0) + 1);
  const search = (query.get("search") ?? "").toLowerCase();
  const list = [...counts]
    .filter(([v]) => String(v).toLowerCase().includes(search))
    .sort((a, b) => b[1] - a[1])
    .map(([value, rows]) => ({ value, rows }));
  return [200, { values: list, more: false }];
}

function comments(board, method, name, body) {
  if (method === "POST" && !name) {
    board.comments.push({ id: id("n"), author: "You", made_at: now(), ...body });
    return [200, board.comments.at(-1)];
  }
  const found = board.comments.find((c) => c.id === name);
  if (found) found.deleted = method === "DELETE";
  if (method === "DELETE") return [204, null];
  return [200, { comments: board.comments.filter((c) => !c.deleted) }];
}

function linksOf(board, method, name, body) {
  const mine = () =>
    [...links.values()].filter((l) => l.board === board.id).map(({ board: _b, ...link }) => link);
  if (method === "POST") {
    const days = body.days ?? 0;
    const ends = days ? { expires_at: new Date(Date.now() + days * 86_400_000).toISOString() } : {};
    const link = { token: id("t"), made_at: now(), ...ends };
    links.set(link.token, { ...link, board: board.id });
    return [201, link];
  }
  if (method === "DELETE") links.set(name, { board: null });
  return [200, { links: mine() }];
}

function versions(board, name, part) {
  const found = board.history.find((v) => String(v.version) === name);
  if (!part) {
    return [200, { versions: board.history.map(({ doc: _d, ...v }) => v) }];
  }
  if (!found) return problem(404, "There is no such version.");
  const { name: title, filters, cards, refresh_seconds } = copy(found.doc);
  Object.assign(board, { name: title, filters, cards, refresh_seconds });
  keep(board, `Restored version ${found.version}`);
  return [200, shown(board)];
}

function ofCard(board, table, [name, part], body) {
  const found = board.cards.find((c) => c.id === name);
  if (!found) return problem(404, "This card is not on the board any more.");
  const filters = body.filters ?? board.filters;
  return part === "rows" ? cardRows(table, found, body) : cardData(table, found, filters);
}

function ofBoard(board, table, { method, rest, query, body }) {
  const [part, name, more] = rest;
  if (part === "cards") return ofCard(board, table, [name, more], body);
  if (part === "values") return values(table, query);
  if (part === "comments") return comments(board, method, name, body);
  if (part === "links") return linksOf(board, method, name, body);
  if (part === "versions") return versions(board, name, more);
  if (part === "restore") return (board.deleted = false) || [200, shown(board)];
  if (method === "DELETE") return (board.deleted = true) && [204, null];
  if (method === "PATCH") return patch(board, body);
  return [200, shown(board)];
}

function list() {
  return [...boards.values()]
    .filter((b) => !b.deleted)
    .map(({ id: key, name, version, updated_at, favourite, cards }) => ({
      id: key,
      name,
      version,
      updated_at,
      favourite,
      cards: cards.length,
    }));
}

function dashboards(call, table) {
  const [name, ...rest] = call.rest;
  if (!name && call.method === "POST") return [201, shown(create(call.body, table))];
  if (!name) return [200, { dashboards: list() }];
  if (name === "templates") return [200, { templates: templates(table) }];
  const board = boards.get(name);
  if (!board || (board.deleted && rest[0] !== "restore"))
    return problem(404, "This board is gone.");
  return ofBoard(board, table, { ...call, rest });
}

function shared(call, table) {
  const [token, ...rest] = call.rest;
  const link = links.get(token);
  const ended = link && (!link.board || (link.expires_at && link.expires_at < now()));
  if (!link || ended) return problem(link ? 410 : 404, "This link no longer opens a board.");
  const board = boards.get(link.board);
  if (rest.length === 0) return [200, { dashboard: shown(board) }];
  return ofBoard(board, table, { ...call, rest });
}

/** The answer of one call: status and body; `tell` says what changed to all who listen. */
export function answerBoards(call, table, tell) {
  const before = new Map([...boards].map(([key, b]) => [key, b.version]));
  const result = call.first === "shared" ? shared(call, table) : dashboards(call, table);
  for (const [key, board] of boards) {
    if (before.get(key) !== board.version)
      tell({ event: "dashboard", id: key, version: board.version });
  }
  if (call.first === "dashboards" && call.method !== "GET") tell({ event: "dashboards" });
  return result;
}
