import { Fragment, type JSX } from "react";
import { readMarkdown, type Block, type Inline } from "../markdown";

function InlineView({ piece }: { piece: Inline }) {
  switch (piece.kind) {
    case "bold":
      return <strong className="font-semibold text-ink">{piece.text}</strong>;
    case "italic":
      return <em>{piece.text}</em>;
    case "code":
      return <code className="rounded-sm bg-wash px-1 font-mono text-small">{piece.text}</code>;
    case "link":
      return (
        <a
          href={piece.href}
          rel="noreferrer noopener"
          target={piece.href.startsWith("/") ? undefined : "_blank"}
          className="rounded-sm text-accent underline underline-offset-4"
        >
          {piece.text}
        </a>
      );
    default:
      return piece.text;
  }
}

function Line({ line }: { line: Inline[] }) {
  return line.map((piece, i) => <InlineView key={i} piece={piece} />);
}

const HEADINGS = {
  1: "text-title font-semibold text-ink",
  2: "text-body font-semibold text-ink",
  3: "text-small font-semibold text-ink",
};

function BlockView({ block }: { block: Block }): JSX.Element {
  if (block.kind === "rule") return <hr className="border-line" />;
  if (block.kind === "heading") {
    // The board's own name is h1; what stands in a card begins below it.
    const Tag = `h${block.level + 1}` as "h2" | "h3" | "h4";
    return (
      <Tag className={HEADINGS[block.level]}>
        <Line line={block.inline} />
      </Tag>
    );
  }
  if (block.kind === "list") {
    const Tag = block.ordered ? "ol" : "ul";
    return (
      <Tag className={block.ordered ? "list-decimal pl-6" : "list-disc pl-6"}>
        {block.items.map((item, i) => (
          <li key={i}>
            <Line line={item} />
          </li>
        ))}
      </Tag>
    );
  }
  const lines = block.lines.map((line, i) => (
    <Fragment key={i}>
      {i > 0 && <br />}
      <Line line={line} />
    </Fragment>
  ));
  return block.kind === "quote" ? (
    <blockquote className="border-l-2 border-line-strong pl-3">{lines}</blockquote>
  ) : (
    <p>{lines}</p>
  );
}

export function MarkdownView({ text }: { text: string }) {
  return (
    <div className="flex flex-col gap-2 text-body break-words text-ink-2">
      {readMarkdown(text).map((block, i) => (
        <BlockView key={i} block={block} />
      ))}
    </div>
  );
}
