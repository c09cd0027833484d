import { Star, X } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { messageOf } from "@/api/client";
import type { AskedQuestion } from "@/api/types";
import { formatAgo } from "@/format/date";
import { tr, words } from "@/format/words";
import { Button, IconButton } from "@/ui/button";
import { Input } from "@/ui/field";
import { Sheet } from "@/ui/sheet";
import { toast } from "@/ui/toast";
import { useHistory, useQuestionActions } from "../api";
import { T } from "../strings";
import { QuestionLines } from "./question-list";

const FIRST = 6;
const OUTCOME: Record<string, string> = words({
  clarify: "asked back",
  refused: "not answered",
});

/** What was asked before: to find again, to keep as a favourite, to put away. */
export function History() {
  const [all, setAll] = useState(false);
  const [typed, setTyped] = useState("");
  const [favourites, setFavourites] = useState(false);
  const search = useDeferredValue(typed.trim());
  const questions = useHistory(search, favourites).data ?? [];
  const isNarrowed = favourites || typed !== "";
  if (questions.length === 0 && !isNarrowed) return null;
  const now = new Date();
  return (
    <Sheet
      title={T.history}
      flush
      className="overflow-hidden"
      aside={
        <span className="flex flex-wrap items-center gap-2">
          <Input
            type="search"
            className="w-44!"
            aria-label={tr("Find in what was asked")}
            placeholder={tr("Find")}
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
          />
          <Button
            look="quiet"
            aria-pressed={favourites}
            icon={<Star size={16} aria-hidden="true" fill={favourites ? "currentColor" : "none"} />}
            onClick={() => setFavourites(!favourites)}
          >
            {tr("Favourites")}
          </Button>
        </span>
      }
    >
      {questions.length === 0 && (
        <p className="border-t border-line px-4 py-4 text-body text-ink-2 md:px-5">
          {tr("No question like this was asked.")}
        </p>
      )}
      <QuestionLines
        label={T.history}
        questions={questions.slice(0, all ? undefined : FIRST).map((q) => ({
          question: q.question,
          aside: [OUTCOME[q.status], formatAgo(q.asked_at, now)].filter(Boolean).join(" · "),
          actions: <LineActions question={q} />,
        }))}
      />
      {questions.length > FIRST && (
        <div className="border-t border-line p-1">
          <Button look="quiet" onClick={() => setAll(!all)}>
            {tr(all ? "Show fewer" : "Show more")}
          </Button>
        </div>
      )}
    </Sheet>
  );
}

function LineActions({ question }: { question: AskedQuestion }) {
  const { favour, remove, restore } = useQuestionActions();
  const attempt = (work: Promise<void>, done?: () => void) =>
    void work.then(done).catch((error: unknown) => toast(messageOf(error), "bad"));
  return (
    <span className="flex shrink-0 pr-2">
      <IconButton
        label={tr(question.favourite ? "No favourite any more" : "Make it a favourite")}
        side="left"
        aria-pressed={question.favourite}
        onClick={() => attempt(favour(question.id, !question.favourite))}
      >
        <Star size={16} aria-hidden="true" fill={question.favourite ? "currentColor" : "none"} />
      </IconButton>
      <IconButton
        label={tr("Put away")}
        side="left"
        onClick={() =>
          attempt(remove(question.id), () =>
            toast(tr("Put away."), "good", {
              text: tr("Undo"),
              run: () => attempt(restore(question.id)),
            }),
          )
        }
      >
        <X size={16} aria-hidden="true" />
      </IconButton>
    </span>
  );
}
