// Just enough of SQL to colour it for reading. Pure; never used to understand a statement.
export interface Piece {
  kind: "word" | "text" | "number" | "note" | "plain";
  text: string;
}

const WORDS = new Set(
  (
    "select from where group by order having limit offset as and or not in is null on join left " +
    "right inner full cross with union intersect except all distinct case when then else end " +
    "between like ilike asc desc nulls first last over partition filter interval cast using " +
    "sum count avg min max date_trunc true false date timestamp qualify rows preceding current row"
  ).split(" "),
);

const TOKEN =
  /--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|\d+(?:\.\d+)?|[A-Za-z_]\w*|\s+|[^\sA-Za-z_'"\d]+/g;

function kindOf(token: string): Piece["kind"] {
  if (token.startsWith("--")) return "note";
  if (token.startsWith("'")) return "text";
  if (/^\d/.test(token)) return "number";
  return WORDS.has(token.toLowerCase()) ? "word" : "plain";
}

export function paint(sql: string): Piece[] {
  return (sql.match(TOKEN) ?? []).map((text) => ({ kind: kindOf(text), text }));
}
