// Which chart a statement's rows make, when nobody chose one: a time or a name against its
// numbers. The server chooses for plans; a statement has no meaning that it could know. Pure.
import type { ChartSpec } from "@/charts/spec";
import { isNumeric, isTemporal } from "@/format/value";
import type { SqlResult } from "./api";

const SERIES_MOST = 4;
const GROUPS_MOST = 200;

export function chartOf({ columns, rows }: Pick<SqlResult, "columns" | "rows">): ChartSpec | null {
  const isCode = (role: string) => ["key", "link", "code"].includes(role);
  const numbers = columns.flatMap((c, i) => (isNumeric(c) && !isCode(c.role) ? [i] : []));
  const time = columns.findIndex(isTemporal);
  const x = time >= 0 ? time : columns.findIndex((c) => !isNumeric(c));
  const named = columns[x];
  if (!named || numbers.length === 0 || rows.length < 2 || rows.length > GROUPS_MOST) return null;
  return {
    type: time >= 0 ? "line" : "horizontal_bar",
    title: "",
    x: {
      column: x,
      label: named.label || named.name,
      type: time >= 0 ? "time" : "category",
      grain: named.grain ?? null,
    },
    series: numbers.slice(0, SERIES_MOST).map((column) => ({
      column,
      label: columns[column]?.label ?? "",
      unit: columns[column]?.unit ?? null,
    })),
    sort: time >= 0 ? "x" : "value",
    reason: "",
  };
}
