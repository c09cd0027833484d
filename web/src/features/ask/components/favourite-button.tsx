import { Star } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import type { Answer } from "@/api/types";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { toast } from "@/ui/toast";
import { useFavourite, useQuestionActions } from "../api";

/** As the server knows it; pressed it changes at once, and goes back when that is not taken. */
export function FavouriteButton({ answer }: { answer: Answer }) {
  const known = useFavourite(answer.question);
  const { favour } = useQuestionActions();
  const [wished, setWished] = useState<boolean | null>(null);
  if (!answer.id || known.isPending) return null;
  const kept = known.data ?? null;
  const on = wished ?? kept !== null;
  async function toggle() {
    setWished(!on);
    try {
      // The star stands at one record of the question; it need not be the newest one.
      await favour(on && kept ? kept.id : answer.id, !on);
    } catch (error) {
      toast(messageOf(error), "bad");
    }
    setWished(null);
  }
  return (
    <Button
      look="quiet"
      aria-pressed={on}
      disabled={wished !== null}
      onClick={() => void toggle()}
      icon={<Star size={16} aria-hidden="true" fill={on ? "currentColor" : "none"} />}
    >
      <span className="max-sm:sr-only">{tr("Favourite")}</span>
    </Button>
  );
}
