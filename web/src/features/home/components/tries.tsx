import { Link } from "@tanstack/react-router";
import { capital } from "@/format/text";
import { Sheet } from "@/ui/sheet";
import { useQuestions } from "../api";
import { T } from "../strings";

const SHOWN = 4;

/** Questions that this very data can answer. */
export function Tries() {
  const questions = useQuestions().data ?? [];
  if (questions.length === 0) return null;
  return (
    <Sheet title={T.tries} flush className="overflow-hidden">
      <ul className="divide-y divide-line border-t border-line">
        {questions.slice(0, SHOWN).map((question) => (
          <li key={question}>
            <Link
              to="/ask"
              search={{ q: question }}
              className="motion control flex items-center px-4 py-2 text-body hover:bg-wash focus-visible:outline-offset-[-2px] md:px-5"
            >
              {capital(question)}
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
