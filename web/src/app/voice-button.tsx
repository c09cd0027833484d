import { Mic } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { tr } from "@/format/words";
import { IconButton } from "@/ui/button";
import { useLanguage } from "@/ui/language";
import { toast } from "@/ui/toast";
import { speechOf, startListening, type Listening } from "./voice";

interface VoiceButtonProps {
  /** What was understood so far. */
  onText: (text: string) => void;
  /** What was understood in the end. */
  onDone: (text: string) => void;
}

/** Speaks a question into the bar, where the browser can listen; nothing elsewhere. */
export function VoiceButton({ onText, onDone }: VoiceButtonProps) {
  const language = useLanguage();
  const [on, setOn] = useState(false);
  const listening = useRef<Listening | null>(null);
  useEffect(() => () => listening.current?.stop(), []);
  const speech = speechOf(globalThis);
  if (!speech) return null;
  function toggle() {
    if (on || !speech) {
      listening.current?.stop();
      return;
    }
    setOn(true);
    listening.current = startListening(speech, language, {
      onText,
      onEnd: ({ text, failed }) => {
        setOn(false);
        if (failed) toast(failed, "warn");
        else if (text) onDone(text);
      },
    });
  }
  const label = on
    ? tr("Stop listening")
    : tr("Ask by voice; the browser may send what you say to its own service");
  return (
    <>
      <IconButton
        label={label}
        side="left"
        aria-pressed={on}
        className={on ? "text-accent!" : undefined}
        onClick={toggle}
      >
        <Mic size={20} aria-hidden="true" />
      </IconButton>
      <span role="status" className="sr-only">
        {on ? tr("Listening. Say your question.") : ""}
      </span>
    </>
  );
}
