import { CircleHelp } from "lucide-react";
import { messageOf } from "@/api/client";
import { useMay } from "@/api/session";
import type { Answer, Plan } from "@/api/types";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Menu } from "@/ui/menu";
import { focusQuestion } from "@/ui/question-focus";
import { toast } from "@/ui/toast";
import { useQuestionActions } from "../api";

/** The other readings, for when this one was not meant. */
export function NotRight({ answer, onPlan }: { answer: Answer; onPlan: (plan: Plan) => void }) {
  const readings = answer.alternatives.map((alternative, i) => ({
    id: String(i),
    text: alternative.reading,
    onSelect: () => onPlan(alternative.plan),
  }));
  const again = { id: "again", text: tr("Ask it in other words"), onSelect: focusQuestion };
  const mayApprove = useMay("write");
  const { verify, unverify } = useQuestionActions();
  async function approve(plan: Plan) {
    try {
      const id = await verify(answer.question, plan);
      toast(tr("This question is verified. It is answered this way from now on."), "good", {
        text: tr("Undo"),
        run: () => void unverify(id, answer.question),
      });
    } catch (error) {
      toast(messageOf(error), "bad");
    }
  }
  const { plan } = answer;
  const right =
    mayApprove && plan && answer.badge !== "verified"
      ? [
          {
            id: "verify",
            text: tr("It is right: mark it as verified"),
            onSelect: () => void approve(plan),
          },
        ]
      : [];
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
          ? [{ title: tr("It could also mean"), items: readings }, { items: [again, ...right] }]
          : [{ items: [again, ...right] }]
      }
    />
  );
}
