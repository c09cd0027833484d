import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Plan } from "@/api/types";
import { Page, useTitle } from "@/ui/page";
import { History } from "./components/history";
import { TurnView } from "./components/turn-view";
import { Welcome } from "./components/welcome";
import { T } from "./strings";
import { openTurn, useThread, withTurn, type Turn } from "./thread";

interface AskPageProps {
  question: string;
  plan?: Plan;
}

export function AskPage({ question, plan }: AskPageProps) {
  if (question) return <Thread question={question} plan={plan} />;
  return (
    <Page title={T.welcome} note={T.welcomeNote}>
      <Welcome />
      <History />
    </Page>
  );
}

function Thread({ question, plan }: AskPageProps) {
  const navigate = useNavigate();
  const turn: Turn = plan ? { question, plan } : { question };
  const turns = withTurn(useThread(), turn);
  useTitle(question);
  useEffect(() => openTurn(plan ? { question, plan } : { question }), [question, plan]);
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
