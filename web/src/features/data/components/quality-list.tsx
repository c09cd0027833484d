import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { QualityIssue } from "@/api/types";
import { tr, words } from "@/format/words";
import { Button } from "@/ui/button";
import { SeverityIcon } from "@/ui/notice";
import { ISSUE_KINDS } from "../strings";

const ORDER = { bad: 0, warn: 1, info: 2 };
const WORD = words({ bad: "Serious", warn: "Look at it", info: "Good to know" });
const FIRST = 6;

export function QualityList({
  issues,
  linked = true,
}: {
  issues: QualityIssue[];
  linked?: boolean;
}) {
  const [all, setAll] = useState(false);
  const sorted = [...issues].sort(
    (a, b) => ORDER[a.severity] - ORDER[b.severity] || b.count - a.count,
  );
  const shown = all ? sorted : sorted.slice(0, FIRST);
  return (
    <div>
      <ul className="divide-y divide-line border-t border-line">
        {shown.map((issue) => (
          <li
            key={`${issue.table}.${issue.column}.${issue.kind}.${issue.message}`}
            className="flex gap-3 px-4 py-3 md:px-5"
          >
            <SeverityIcon severity={issue.severity} />
            <div className="min-w-0 flex-1">
              <p className="text-body break-words">{issue.message}</p>
              <p className="text-small text-ink-3">
                {WORD[issue.severity]} · {ISSUE_KINDS[issue.kind] ?? issue.kind}
                {linked && (
                  <>
                    {" · "}
                    <Link
                      to="/data/$table"
                      params={{ table: issue.table }}
                      className="text-ink-2 underline underline-offset-4 hover:text-ink"
                    >
                      {issue.table}
                    </Link>
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {sorted.length > FIRST && (
        <div className="border-t border-line p-2">
          <Button look="quiet" onClick={() => setAll(!all)}>
            {all ? tr("Show fewer") : tr("Show all {n}", { n: sorted.length })}
          </Button>
        </div>
      )}
    </div>
  );
}
