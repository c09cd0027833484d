import type { EChartsType } from "echarts/core";
import { useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import type { Drawing } from "./option";
import type { Picked } from "./spec";
import { T } from "./strings";

interface MarksProps {
  drawing: Drawing;
  chart: RefObject<EChartsType | null>;
  onPick: (picked: Picked) => void;
  children: ReactNode;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Goes from mark to mark by the arrow keys, saying each; Enter chooses it, as a click does. */
export function Marks({ drawing, chart, onPick, children }: MarksProps) {
  const id = useId();
  const [at, setAt] = useState(-1);
  const { steps } = drawing;
  const step = steps[at];

  const go = (to: number) => {
    const next = (to + steps.length) % steps.length;
    setAt(next);
    chart.current?.dispatchAction({ type: "showTip", ...steps[next]?.at });
  };
  const onKeyDown = (e: KeyboardEvent) => {
    const by = STEPS[e.key];
    if (by !== undefined) go(at < 0 && by < 0 ? steps.length - 1 : at + by);
    else if (e.key === "Home") go(0);
    else if (e.key === "End") go(steps.length - 1);
    else if (e.key === "Enter" && step) onPick(step.at);
    else return;
    e.preventDefault();
  };
  const leave = () => {
    setAt(-1);
    chart.current?.dispatchAction({ type: "hideTip" });
  };
  if (steps.length === 0) return <>{children}</>;
  return (
    <div
      role="group"
      aria-label={T.marks}
      aria-describedby={id}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={leave}
      className="rounded-md outline-offset-2"
    >
      {children}
      <p id={id} className="sr-only" aria-live="polite">
        {step ? step.text : T.marksHow}
      </p>
    </div>
  );
}
