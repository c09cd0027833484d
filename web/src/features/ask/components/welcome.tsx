import { Link } from "@tanstack/react-router";
import { FileSpreadsheet } from "lucide-react";
import { useMay } from "@/api/session";
import { capital } from "@/format/text";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { useSuggestions } from "../api";
import { T } from "../strings";
import { QuestionLines } from "./question-list";

/** Before the first question: what one can ask of this very data. */
export function Welcome() {
  const suggestions = useSuggestions();
  if (suggestions.isPending) {
    return (
      <Sheet>
        <div className="flex flex-col gap-4" aria-busy="true">
          {[0, 1, 2, 3].map((i) => (
            <Skeleton key={i} className="h-7" />
          ))}
        </div>
      </Sheet>
    );
  }
  const questions = suggestions.data ?? [];
  if (questions.length === 0) return <NoData />;
  return (
    <Sheet title={T.tryThese} flush className="overflow-hidden">
      <QuestionLines
        label={T.tryThese}
        questions={questions.map((question) => ({ question, said: capital(question) }))}
      />
    </Sheet>
  );
}

function NoData() {
  const mayBring = useMay("write");
  return (
    <Sheet>
      <Empty
        icon={<FileSpreadsheet size={20} aria-hidden="true" />}
        title={tr("There is nothing to ask about yet")}
        action={
          mayBring && (
            <Link to="/data" className={buttonClass("primary")}>
              {tr("Bring in a file")}
            </Link>
          )
        }
      >
        <p>
          {mayBring
            ? tr(
                "Bring in a file of sales, bills or stock; two minutes later you can ask about it.",
              )
            : tr("An editor brings data in; then you can ask about it.")}
        </p>
      </Empty>
    </Sheet>
  );
}
