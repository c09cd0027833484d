import { Link } from "@tanstack/react-router";
import { Copy } from "lucide-react";
import { tr } from "@/format/words";
import { Button, buttonClass } from "@/ui/button";
import { toast } from "@/ui/toast";
import { paint } from "../sql-words";
import { T } from "../strings";

const INK = {
  word: "text-accent",
  text: "text-good",
  number: "text-warn",
  note: "text-ink-3",
  plain: "",
};

async function copy(sql: string) {
  try {
    await navigator.clipboard.writeText(sql);
    toast(T.copied);
  } catch {
    toast(tr("The browser did not let me copy. Select the text instead."), "warn");
  }
}

/** The statement that was run, to read and to take along. */
export function SqlBlock({ sql }: { sql: string }) {
  return (
    <div className="relative rounded-md border border-line bg-paper">
      <pre
        tabIndex={0}
        aria-label={tr("SQL of this answer")}
        className="max-h-96 overflow-auto p-4 pt-12 font-mono text-small whitespace-pre-wrap md:pt-4 md:pr-52"
      >
        {paint(sql).map((piece, i) => (
          <span key={i} className={INK[piece.kind]}>
            {piece.text}
          </span>
        ))}
      </pre>
      <Link
        to="/explore"
        search={{ tab: "sql", sql }}
        className={buttonClass("plain", "absolute top-2 right-28")}
      >
        {tr("Edit")}
      </Link>
      <Button
        look="plain"
        className="absolute top-2 right-2"
        icon={<Copy size={16} aria-hidden="true" />}
        onClick={() => void copy(sql)}
      >
        {tr("Copy")}
      </Button>
    </div>
  );
}
