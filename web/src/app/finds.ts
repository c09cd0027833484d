// What the question bar offers while one types: the question itself, then what it finds. Pure.
import type { TableSummary } from "@/api/types";
import { capital } from "@/format/text";
import { tr } from "@/format/words";
import { PAGES, type PageEntry } from "./pages";

export type Find =
  | { kind: "question"; text: string }
  | { kind: "page"; text: string; to: PageEntry["to"] }
  | { kind: "table"; text: string; table: string }
  | { kind: "board"; text: string; board: string }
  | { kind: "metric"; text: string }
  | { kind: "action"; text: string; action: string };

/** `words` are what one may type instead, in any language. */
export const ACTIONS = [
  {
    id: "choose",
    text: () => tr("Bring in a file"),
    words: "upload import file add data",
    writes: true,
  },
  { id: "light", text: () => tr("Light theme"), words: "theme appearance light" },
  { id: "dark", text: () => tr("Dark theme"), words: "theme appearance dark" },
];

const FINDS_MAX = 7;

/** Every word typed begins a word of the name. */
export function matches(name: string, typed: string): boolean {
  const words = name.toLowerCase().split(/[\s_]+/);
  const asked = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return asked.length > 0 && asked.every((a) => words.some((w) => w.startsWith(a)));
}

/** What there is to find, beside pages and actions. */
export interface Findable {
  tables: readonly Pick<TableSummary, "name" | "label">[];
  boards: readonly { id: string; name: string }[];
  metrics: readonly { name: string; label: string }[];
  suggestions: readonly string[];
  /** Whether one may do what changes something. */
  mayWrite: boolean;
}

export function findAll(typed: string, found: Findable): Find[] {
  const { tables, boards, metrics, suggestions, mayWrite } = found;
  const text = typed.trim();
  if (!text) return suggestions.slice(0, FINDS_MAX).map((q) => ({ kind: "question", text: q }));
  const finds: Find[] = [
    ...boards
      .filter((b) => matches(b.name, text))
      .map((b): Find => ({ kind: "board", text: b.name, board: b.id })),
    ...metrics
      .filter((m) => matches(`${m.label} ${m.name}`, text))
      .map((m): Find => ({ kind: "metric", text: m.label || m.name })),
    ...tables
      .filter((t) => matches(`${t.label} ${t.name}`, text))
      .map((t): Find => ({ kind: "table", text: capital(t.label || t.name), table: t.name })),
    ...PAGES.filter((p) => matches(p.text(), text)).map((p): Find => ({
      kind: "page",
      text: p.text(),
      to: p.to,
    })),
    ...ACTIONS.filter((a) => mayWrite || !a.writes)
      .filter((a) => matches(`${a.text()} ${a.words}`, text))
      .map((a): Find => ({ kind: "action", text: a.text(), action: a.id })),
    ...suggestions
      .filter((q) => q.toLowerCase().includes(text.toLowerCase()))
      .map((q): Find => ({ kind: "question", text: q })),
  ];
  return [{ kind: "question", text }, ...finds.slice(0, FINDS_MAX)];
}
