// Which column of the data a column of a result shows, read from the answer's plan. Pure.
//
//     plan.dimensions = [{expr: {column: [table, column]} | {op: "bucket", args: [expr]}, hidden}]
import type { Answer } from "@/api/types";

const isObject = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null;

/** "table.column" of a column as it stands or of its periods; what is worked out has none. */
function originOf(expr: unknown): string | undefined {
  if (!isObject(expr)) return undefined;
  const { column, op, args } = expr;
  // A third part says in which of several roles the table stands; a filter can't.
  if (Array.isArray(column) && column.length === 2) return column.join(".");
  return op === "bucket" && Array.isArray(args) ? originOf(args[0]) : undefined;
}

/** The columns of an answer with where they come from; the shown dimensions stand first. */
export function withOrigins(answer: Answer): Answer {
  const dimensions = answer.plan?.dimensions;
  if (!Array.isArray(dimensions)) return answer;
  const shown = dimensions.filter((d) => isObject(d) && d.hidden !== true);
  const columns = answer.columns.map((column, k) => {
    const dimension: unknown = shown[k];
    const origin = isObject(dimension) ? originOf(dimension.expr) : undefined;
    return origin ? { ...column, origin } : column;
  });
  return { ...answer, columns };
}
