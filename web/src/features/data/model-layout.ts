// Where the tables stand in the picture of the model: what happened at the left, what it refers
// to further right, a column a step. Pure.
import type { Model, ModelJoin } from "@/api/types";

export const BOX = { width: 184, height: 60, gapX: 96, gapY: 20, pad: 4 };

export interface Place {
  table: string;
  x: number;
  y: number;
}

export interface Picture {
  places: Place[];
  edges: { join: ModelJoin; path: string }[];
  width: number;
  height: number;
}

export const tableOf = (end: string) => end.slice(0, end.lastIndexOf("."));
export const columnOf = (end: string) => end.slice(end.lastIndexOf(".") + 1);

/** How many steps each table stands behind those that nothing refers to. */
function depths(tables: readonly string[], joins: readonly ModelJoin[]): Map<string, number> {
  const depth = new Map(tables.map((t) => [t, 0]));
  // As often as there are tables: a ring of references ends too.
  for (let round = 0; round < tables.length; round++) {
    let moved = false;
    for (const join of joins) {
      const from = depth.get(tableOf(join.from)) ?? 0;
      const to = depth.get(tableOf(join.to)) ?? 0;
      if (tableOf(join.from) === tableOf(join.to) || to > from || from + 1 >= tables.length)
        continue;
      depth.set(tableOf(join.to), from + 1);
      moved = true;
    }
    if (!moved) break;
  }
  return depth;
}

function curve(from: Place, to: Place): string {
  const y1 = from.y + BOX.height / 2;
  const y2 = to.y + BOX.height / 2;
  if (from.table === to.table) {
    const x = from.x + BOX.width;
    return `M${x},${y1 - 12} C${x + 40},${y1 - 28} ${x + 40},${y1 + 28} ${x},${y1 + 12}`;
  }
  const x1 = from.x + (to.x > from.x ? BOX.width : 0);
  const x2 = to.x + (to.x > from.x ? 0 : BOX.width);
  const bend = (x2 - x1) / 2;
  return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}

export function drawModel(model: Pick<Model, "joins"> & { tables: { table: string }[] }): Picture {
  const names = model.tables.map((t) => t.table);
  const depth = depths(names, model.joins);
  const columns: string[][] = [];
  for (const name of names) (columns[depth.get(name) ?? 0] ??= []).push(name);
  const used = columns.filter((c) => c.length > 0);
  const rows = Math.max(1, ...used.map((c) => c.length));
  const height = rows * (BOX.height + BOX.gapY) - BOX.gapY + 2 * BOX.pad;
  const places = used.flatMap((column, i) => {
    const top = (height - column.length * (BOX.height + BOX.gapY) + BOX.gapY) / 2;
    return column.map((table, k) => ({
      table,
      x: BOX.pad + i * (BOX.width + BOX.gapX),
      y: top + k * (BOX.height + BOX.gapY),
    }));
  });
  const at = new Map(places.map((p) => [p.table, p]));
  const edges = model.joins.flatMap((join) => {
    const from = at.get(tableOf(join.from));
    const to = at.get(tableOf(join.to));
    return from && to ? [{ join, path: curve(from, to) }] : [];
  });
  const width = used.length * (BOX.width + BOX.gapX) - BOX.gapX + 2 * BOX.pad;
  return { places, edges, width: Math.max(width, BOX.width), height };
}
