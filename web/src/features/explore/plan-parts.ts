// A plan as the builder sees it: which pieces it has, what each could be, and the plan that comes
// of a change. What the builder does not know it leaves as it is. Pure.
import type { Model, ModelColumn, Plan } from "@/api/types";
import { tr } from "@/format/words";
import { AGGREGATES, GRAINS } from "./strings";

export type Expr = Record<string, unknown>;
type Path = [string, string];

export interface Piece {
  id: string;
  text: string;
  group: string;
}

interface PlanShape {
  measures: { expr: Expr }[];
  dimensions: { expr: Expr }[];
  filters: Expr[];
  time?: { column: Path; first?: string; end?: string; words?: string };
  compare?: string;
  orders: { by: string; index?: number; descending?: boolean }[];
  limit?: number;
}

const EMPTY: PlanShape = { measures: [], dimensions: [], filters: [], orders: [] };
export const shapeOf = (plan: Plan | null): PlanShape => ({ ...EMPTY, ...(plan ?? {}) });

export const NUMBERS = new Set(["int", "float"]);
const isTime = (c: ModelColumn) => c.role === "time" || c.type === "date" || c.type === "timestamp";
const isMeasure = (c: ModelColumn) => c.role === "measure" && NUMBERS.has(c.type);
/** The ways to group, the one that people mean most often first: nobody begins with a code. */
const GROUPS = ["time", "name", "category", "place", "flag", "code", "key"];
const isGroup = (c: ModelColumn) => GROUPS.includes(c.role) && !isTime(c);
const rankOf = (c: ModelColumn) => (isTime(c) ? 0 : GROUPS.indexOf(c.role));

/** Prices and rates do not add up, so a total of them is not offered. */
const aggregatesOf = (c: ModelColumn) =>
  c.additivity === "sum" ? ["sum", "avg", "min", "max"] : ["avg", "median", "min", "max"];

function eachColumn(model: Model): { table: string; label: string; column: ModelColumn }[] {
  return model.tables.flatMap((t) =>
    t.columns
      .filter((c) => !c.hidden)
      .sort((a, b) => rankOf(a) - rankOf(b))
      .map((column) => ({ table: t.table, label: t.label || t.table, column })),
  );
}

const named = (pattern: string | undefined, name: string) => tr(pattern ?? "{name}", { name });

export function measurePieces(model: Model): Piece[] {
  const metrics = model.metrics.map((m) => ({
    id: `metric:${m.name}`,
    text: m.label || m.name,
    group: tr("Figures of the business"),
  }));
  const counts = model.tables.map((t) => ({
    id: `rows:${t.table}`,
    text: named(AGGREGATES.rows, t.label || t.table),
    group: t.label || t.table,
  }));
  const columns = eachColumn(model).flatMap(({ table, label, column }) =>
    (isMeasure(column) ? aggregatesOf(column) : isGroup(column) ? ["count_distinct"] : []).map(
      (op) => ({
        id: `${op}:${table}.${column.column}`,
        text: named(AGGREGATES[op], column.label || column.column),
        group: label,
      }),
    ),
  );
  const order = model.tables.map((t) => t.label || t.table);
  const byTable = [...counts, ...columns].sort(
    (a, b) => order.indexOf(a.group) - order.indexOf(b.group),
  );
  return [...metrics, ...byTable];
}

export function dimensionPieces(model: Model): Piece[] {
  return eachColumn(model).flatMap(({ table, label, column }) => {
    const id = `${table}.${column.column}`;
    const text = column.label || column.column;
    if (isTime(column)) {
      return Object.entries(GRAINS).map(([grain, word]) => ({
        id: `${id}@${grain}`,
        text: `${text}, ${word}`,
        group: label,
      }));
    }
    return isGroup(column) ? [{ id, text, group: label }] : [];
  });
}

/** What a condition may be about: any column that is shown. */
export function filterPieces(model: Model): Piece[] {
  return eachColumn(model)
    .filter(({ column }) => !isTime(column))
    .map(({ table, label, column }) => ({
      id: `${table}.${column.column}`,
      text: column.label || column.column,
      group: label,
    }));
}

export function columnOf(model: Model, id: string): ModelColumn | undefined {
  return eachColumn(model).find((c) => `${c.table}.${c.column.column}` === id)?.column;
}

export function pathOf(id: string): Path {
  const dot = id.indexOf(".");
  return [id.slice(0, dot), id.slice(dot + 1)];
}

export function exprOf(id: string): Expr {
  const [column = "", unit] = id.split("@");
  if (unit) return { op: "bucket", unit, args: [{ column: pathOf(column) }] };
  const colon = id.indexOf(":");
  if (colon < 0) return { column: pathOf(id) };
  const [op, rest] = [id.slice(0, colon), id.slice(colon + 1)];
  if (op === "metric") return { metric: rest };
  if (op === "rows") return { op: "count", args: [{ rows: rest }] };
  return { op, args: [{ column: pathOf(rest) }] };
}

const first = (expr: Expr): Expr => (expr.args as Expr[] | undefined)?.[0] ?? {};
export const isPath = (x: unknown): x is Path => Array.isArray(x) && x.length === 2;

/** The piece that an expression is; null for one that was made elsewhere. */
export function idOf(expr: Expr): string | null {
  if (typeof expr.metric === "string") return `metric:${expr.metric}`;
  if (isPath(expr.column)) return expr.column.join(".");
  const inner = first(expr);
  if (expr.op === "count" && typeof inner.rows === "string") return `rows:${inner.rows}`;
  if (!isPath(inner.column)) return null;
  const column = inner.column.join(".");
  return expr.op === "bucket" ? `${column}@${String(expr.unit)}` : `${String(expr.op)}:${column}`;
}

/** The plan with some of its parts changed. The joins are found anew, unless a role was chosen. */
export function withParts(plan: Plan | null, parts: Partial<PlanShape>): Plan {
  const next: Record<string, unknown> = { ...shapeOf(plan), ...parts };
  const tables = (next.tables ?? []) as { instance?: number }[];
  if (!tables.some((t) => t.instance)) delete next.tables;
  const dimensions = next.dimensions as unknown[];
  const measures = next.measures as unknown[];
  // An order or "n for each" that hangs on a piece that is gone goes with it.
  next.orders = (next.orders as PlanShape["orders"]).filter(({ by, index = 0 }) =>
    by === "measure"
      ? index < measures.length
      : by === "dimension"
        ? index < dimensions.length
        : true,
  );
  if (typeof next.limit_per === "number" && next.limit_per >= dimensions.length) {
    delete next.limit_per;
  }
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
}

/** The first time column that goes with the plan's figures: of their table, else of any fact. */
export function timeColumnOf(model: Model, plan: Plan | null): Path | null {
  const text = JSON.stringify(shapeOf(plan).measures);
  const metric = model.metrics.find((m) => text.includes(`"metric":"${m.name}"`));
  const tables = [...model.tables].sort(
    (a, b) => Number(b.kind === "fact") - Number(a.kind === "fact"),
  );
  const near = tables.filter((t) => t.table === metric?.table || text.includes(`"${t.table}"`));
  const linked = tables.filter((t) =>
    model.joins.some((j) =>
      near.some((n) => j.from.startsWith(`${n.table}.`) && j.to.startsWith(`${t.table}.`)),
    ),
  );
  for (const t of [...near, ...linked, ...tables]) {
    const column = t.time_column ?? t.columns.find(isTime)?.column;
    if (column) return [t.table, column];
  }
  return null;
}
