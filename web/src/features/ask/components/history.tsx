import { useState } from "react";
import { formatAgo } from "@/format/date";
import { tr, words } from "@/format/words";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { useHistory } from "../api";
import { T } from "../strings";
import { QuestionLines } from "./question-list";

const FIRST = 6;
const OUTCOME: Record<string, string> = words({
  clarify: "asked back",
  refused: "not answered",
});

export function History() {
  const [all, setAll] = useState(false);
  const questions = useHistory().data ?? [];
  if (questions.length === 0) return null;
  const now = new Date();
  return (
    <Sheet
      title={T.history}
      flush
      className="overflow-hidden"
      aside={
        questions.length > FIRST && (
          <Button look="quiet" className="-my-2" onClick={() => setAll(!all)}>
            {tr(all ? "Show fewer" : "Show more")}
          </Button>
        )
      }
    >
      <QuestionLines
        label={T.history}
        questions={questions.slice(0, all ? undefined : FIRST).map((q) => ({
          question: q.question,
          aside: [OUTCOME[q.status], formatAgo(q.asked_at, now)].filter(Boolean).join(" · "),
        }))}
      />
    </Sheet>
  );
}
