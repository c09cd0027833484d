import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Plan } from "@/api/types";
import { Page, useTitle } from "@/ui/page";
import { History } from "./components/history";
import { TurnView } from "./components/turn-view";
import { Welcome } from "./components/welcome";
import { T } from "./strings";
import { openTurn, useThread, withTurn, type Turn } from "./thread";

/** The address says what is asked; without a question this is the welcome. */
export function AskPage({ turn }: { turn: Turn | null }) {
  if (turn) return <Thread turn={turn} />;
  return (
    <Page title={T.welcome} note={T.welcomeNote}>
      <Welcome />
      <History />
    </Page>
  );
}

function Thread({ turn }: { turn: Turn }) {
  const navigate = useNavigate();
  const turns = withTurn(useThread(), turn);
  useTitle(turn.question);
  useEffect(() => openTurn(turn), [turn]);
  const onPlan = (of: Turn) => (next: Plan) =>
    void navigate({ to: "/ask", search: { q: of.question, plan: next } });
  return (
    <div className="mx-auto flex w-full max-w-(--page-max) flex-col gap-8 px-4 py-5 md:px-6 md:py-6">
      <h1 tabIndex={-1} className="sr-only">
        {T.title}
      </h1>
      {turns.map((t, i) => (
        <TurnView key={t.question} turn={t} newest={i === 0} onPlan={onPlan(t)} />
      ))}
      <History />
    </div>
  );
}
