import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface QuestionListProps {
  questions: { question: string; said?: string; aside?: ReactNode; actions?: ReactNode }[];
  label: string;
}

/** Questions to open, a line each. */
export function QuestionLines({ questions, label }: QuestionListProps) {
  return (
    <ul aria-label={label} className="divide-y divide-line border-t border-line">
      {questions.map(({ question, said, aside, actions }) => (
        <li key={question} className="flex items-center">
          <Link
            to="/ask"
            search={{ q: question }}
            className="motion control flex min-w-0 flex-1 flex-col justify-center px-4 py-2 text-body hover:bg-wash focus-visible:outline-offset-[-2px] sm:flex-row sm:items-center sm:justify-between sm:gap-4 md:px-5"
          >
            <span className="min-w-0 break-words">{said ?? question}</span>
            {aside && <span className="shrink-0 text-small text-ink-3">{aside}</span>}
          </Link>
          {actions}
        </li>
      ))}
    </ul>
  );
}
