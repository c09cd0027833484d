import { useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { messageOf } from "@/api/client";
import type { Answer, Plan } from "@/api/types";
import { tr } from "@/format/words";
import { Button, buttonClass } from "@/ui/button";
import { ErrorBoundary } from "@/ui/error-boundary";
import { Notice } from "@/ui/notice";
import { keys, useAnswer } from "../api";
import { T } from "../strings";
import type { Turn } from "../thread";
import { Answered } from "./answered";
import { Asking } from "./asking";
import { Clarify } from "./clarify";
import { Refused } from "./refused";

interface TurnViewProps {
  turn: Turn;
  newest: boolean;
  onPlan: (plan: Plan) => void;
}

function spoken(answer: Answer | undefined): string {
  if (!answer) return "";
  if (answer.status === "answered") return answer.headline;
  return answer.status === "clarify" ? T.didYouMean : `${T.cannot}. ${answer.message}`;
}

/** A question and what came of it. */
export function TurnView({ turn, newest, onPlan }: TurnViewProps) {
  const query = useAnswer(turn);
  const answer = query.data;
  const busy = query.isPlaceholderData;
  const router = useRouter();
  const client = useQueryClient();
  const { question: q, ...rest } = turn;
  const link = location.origin + router.buildLocation({ to: "/ask", search: { q, ...rest } }).href;
  return (
    <section aria-label={turn.question} className="flex flex-col gap-3">
      <h2 className="text-body font-medium break-words text-ink-2">{turn.question}</h2>
      {newest && (
        <p role="status" className="sr-only">
          {spoken(answer)}
        </p>
      )}
      {query.isPending && query.fetchStatus !== "idle" && (
        <Asking onCancel={() => void client.cancelQueries({ queryKey: keys.answer(turn) })} />
      )}
      {query.isPending && query.fetchStatus === "idle" && (
        <Notice
          severity="info"
          title={tr("Stopped")}
          action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
        />
      )}
      {query.isError && (
        <Notice
          severity="bad"
          title={T.failed}
          live
          action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
        >
          <p className="text-ink-2">{messageOf(query.error)}</p>
        </Notice>
      )}
      {answer && (
        <ErrorBoundary>
          <div className="rise">
            {answer.status === "answered" && (
              <Answered answer={answer} link={link} busy={busy} onPlan={onPlan} />
            )}
            {answer.status === "clarify" && <Clarify answer={answer} onPlan={onPlan} />}
            {answer.status === "refused" && <Refused answer={answer} />}
          </div>
        </ErrorBoundary>
      )}
      {answer && newest && <FollowUps answer={answer} />}
    </section>
  );
}

function FollowUps({ answer }: { answer: Answer }) {
  if (answer.followups.length === 0) return null;
  return (
    <ul aria-label={tr("Ask next")} className="flex flex-wrap gap-2">
      {answer.followups.map((text) => (
        <li key={text} className="max-w-full">
          <Link
            to="/ask"
            search={answer.plan ? { q: text, before: answer.plan } : { q: text }}
            className={buttonClass("plain", "whitespace-normal! py-1")}
          >
            {text}
          </Link>
        </li>
      ))}
    </ul>
  );
}
