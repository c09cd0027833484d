import { CircleHelp } from "lucide-react";
import type { Answer, Plan } from "@/api/types";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Menu } from "@/ui/menu";
import { focusQuestion } from "@/ui/question-focus";

/** The other readings, for when this one was not meant. */
export function NotRight({ answer, onPlan }: { answer: Answer; onPlan: (plan: Plan) => void }) {
  const readings = answer.alternatives.map((alternative, i) => ({
    id: String(i),
    text: alternative.reading,
    onSelect: () => onPlan(alternative.plan),
  }));
  const again = { id: "again", text: tr("Ask it in other words"), onSelect: focusQuestion };
  return (
    <Menu
      label={tr("Not right?")}
      opensUp
      buttonClassName={buttonClass("quiet")}
      button={
        <>
          <CircleHelp size={16} aria-hidden="true" className="max-sm:hidden" />
          {tr("Not right?")}
        </>
      }
      groups={
        readings.length > 0
          ? [{ title: tr("It could also mean"), items: readings }, { items: [again] }]
          : [{ items: [again] }]
      }
    />
  );
}
