import { BadgeCheck, Bot, ListChecks } from "lucide-react";
import { Link } from "@tanstack/react-router";
import type { Answer } from "@/api/types";
import { formatAgo, formatElapsed } from "@/format/date";
import { tr } from "@/format/words";
import { BADGES, confidenceWord } from "../strings";
import { Badge, type Tone } from "@/ui/badge";

const LOOKS: Record<string, { Icon: typeof BadgeCheck; tone: Tone }> = {
  verified: { Icon: BadgeCheck, tone: "good" },
  parsed: { Icon: ListChecks, tone: "plain" },
  "model-written": { Icon: Bot, tone: "warn" },
};

function oldest(answer: Answer): string {
  const times = answer.sources.map((s) => s.fresh_at).filter(Boolean);
  const first = times.sort()[0];
  return first ? tr("fresh {ago}", { ago: formatAgo(first, new Date()) }) : "";
}

/** Why one may trust it: badge, tables, freshness, how sure, how long it took. */
export function AnswerFoot({ answer }: { answer: Answer }) {
  const badge = BADGES[answer.badge];
  const look = LOOKS[answer.badge];
  const facts = [
    oldest(answer),
    confidenceWord(answer.confidence),
    formatElapsed(answer.elapsed_ms),
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-ink-3">
      {badge && look && (
        <span title={badge.hint}>
          <Badge tone={look.tone} icon={<look.Icon size={16} aria-hidden="true" />}>
            {badge.text}
          </Badge>
        </span>
      )}
      {answer.sources.length > 0 && (
        <span>
          {answer.sources.map((source, i) => (
            <span key={source.table}>
              {i > 0 && ", "}
              <Link
                to="/data/$table"
                params={{ table: source.table }}
                className="rounded-sm text-ink-2 underline underline-offset-4 hover:text-ink"
              >
                {source.label || source.table}
              </Link>
            </span>
          ))}
        </span>
      )}
      <span>{facts.filter(Boolean).join(" · ")}</span>
    </div>
  );
}
