// A condition on one column, to and from an expression of the plan. Pure.
import type { ModelColumn } from "@/api/types";
import { isPath, NUMBERS, pathOf, type Expr } from "./plan-parts";

export interface Condition {
  column: string;
  op: string;
  value: string;
}

export function conditionOf(expr: Expr): Condition | null {
  const [left, right] = (expr.args ?? []) as (Expr | undefined)[];
  if (!left || !isPath(left.column)) return null;
  const column = left.column.join(".");
  if (expr.op === "is_null") return { column, op: "is_null", value: "" };
  const value = right?.text ?? right?.int ?? right?.float ?? right?.bool;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return null;
  }
  return { column, op: String(expr.op), value: String(value) };
}

function literal(type: string, value: string): Expr {
  if (type === "bool") return { bool: value === "true" };
  const n = Number(value);
  if (NUMBERS.has(type) && value.trim() !== "" && Number.isFinite(n)) {
    return Number.isInteger(n) ? { int: n } : { float: n };
  }
  return { text: value };
}

export function conditionExpr({ column, op, value }: Condition, type: string): Expr {
  const left = { column: pathOf(column) };
  return op === "is_null" ? { op, args: [left] } : { op, args: [left, literal(type, value)] };
}

/** Which comparisons make sense for a column. */
export function opsFor(column: ModelColumn | undefined): string[] {
  if (column && NUMBERS.has(column.type)) return ["=", "<>", ">", ">=", "<", "<=", "is_null"];
  if (column?.type === "bool") return ["=", "is_null"];
  return ["=", "<>", "contains", "starts", "is_null"];
}
