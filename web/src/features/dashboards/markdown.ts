// A safe part of Markdown: headings, lists, quotes, bold, italic, code, links. It is read into
// pieces, never into HTML; what is not known stays the text that it is. Pure.
//
//   block  = "#".."###" text | ("-" | "*" | "1.") text | ">" text | "---" | text
//   inline = **bold** | *italic* | `code` | [text](http(s)://, mailto:, /page)

export type Inline =
  | { kind: "text" | "bold" | "italic" | "code"; text: string }
  | { kind: "link"; text: string; href: string };

export type Block =
  | { kind: "heading"; level: 1 | 2 | 3; inline: Inline[] }
  | { kind: "paragraph" | "quote"; lines: Inline[][] }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "rule" };

const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[([^\]]+)\]\(([^)\s]+)\)/g;
const SAFE_HREF = /^(https?:\/\/|mailto:|\/(?!\/))/i;

function matched([whole, bold, italic, code, text, href]: RegExpMatchArray): Inline {
  if (bold !== undefined) return { kind: "bold", text: bold };
  if (italic !== undefined) return { kind: "italic", text: italic };
  if (code !== undefined) return { kind: "code", text: code };
  if (href && SAFE_HREF.test(href)) return { kind: "link", text: text ?? href, href };
  return { kind: "text", text: whole };
}

export function readInline(line: string): Inline[] {
  const pieces: Inline[] = [];
  let at = 0;
  for (const match of line.matchAll(INLINE)) {
    if (match.index > at) pieces.push({ kind: "text", text: line.slice(at, match.index) });
    pieces.push(matched(match));
    at = match.index + match[0].length;
  }
  if (at < line.length) pieces.push({ kind: "text", text: line.slice(at) });
  return pieces;
}

interface Line {
  kind: "heading" | "item" | "number" | "quote" | "rule" | "text";
  level: number;
  text: string;
}

const LINES: [RegExp, Line["kind"]][] = [
  [/^(#{1,3})\s+(.*)$/, "heading"],
  [/^(-{3,}|\*{3,})\s*()$/, "rule"],
  [/^([-*])\s+(.*)$/, "item"],
  [/^(\d{1,3}[.)])\s+(.*)$/, "number"],
  [/^(>)\s?(.*)$/, "quote"],
];

function readLine(line: string): Line {
  for (const [pattern, kind] of LINES) {
    const m = pattern.exec(line);
    if (m) return { kind, level: m[1]?.length ?? 1, text: m[2] ?? "" };
  }
  return { kind: "text", level: 0, text: line };
}

function addTo(blocks: Block[], line: Line): void {
  const last = blocks.at(-1);
  const inline = readInline(line.text);
  if (line.kind === "heading") {
    blocks.push({ kind: "heading", level: Math.min(3, line.level) as 1 | 2 | 3, inline });
  } else if (line.kind === "rule") {
    blocks.push({ kind: "rule" });
  } else if (line.kind === "item" || line.kind === "number") {
    const ordered = line.kind === "number";
    if (last?.kind === "list" && last.ordered === ordered) last.items.push(inline);
    else blocks.push({ kind: "list", ordered, items: [inline] });
  } else {
    const kind = line.kind === "quote" ? "quote" : "paragraph";
    if (last?.kind === kind) last.lines.push(inline);
    else blocks.push({ kind, lines: [inline] });
  }
}

export function readMarkdown(source: string): Block[] {
  const groups = source.replace(/\r\n?/g, "\n").split(/\n\s*\n/);
  return groups.flatMap((group) => {
    const blocks: Block[] = [];
    for (const line of group.split("\n")) {
      if (line.trim()) addTo(blocks, readLine(line.trim()));
    }
    return blocks;
  });
}
