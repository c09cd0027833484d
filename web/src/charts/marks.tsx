import type { EChartsType } from "echarts/core";
import { useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import type { Drawing } from "./option";
import type { Picked } from "./spec";
import { T } from "./strings";

interface MarksProps {
  drawing: Drawing;
  chart: RefObject<EChartsType | null>;
  /** Without it marks are only told. */
  onPick?: (picked: Picked) => void;
  /** `by` times as much of the time, around a place along it; null: all of it. */
  onScale?: (by: number | null, around?: number) => void;
  children: ReactNode;
}

/** How much of the time a key shows, against what is shown. */
const SCALES: Record<string, number | null> = { "+": 0.5, "=": 0.5, "-": 2, "0": null };

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Goes from mark to mark by the arrow keys, saying each; Enter chooses it, as a click does. Plus and
 * minus bring the time around it nearer.
 */
export function Marks({ drawing, chart, onPick, onScale, children }: MarksProps) {
  const id = useId();
  const [at, setAt] = useState(-1);
  const { steps } = drawing;
  const step = steps[at];

  const go = (to: number) => {
    const next = (to + steps.length) % steps.length;
    setAt(next);
    chart.current?.dispatchAction({ type: "showTip", ...steps[next]?.at });
  };
  const scale = (key: string) => {
    onScale?.(SCALES[key] ?? null, step?.at.dataIndex);
    setAt(-1);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const by = STEPS[e.key];
    if (by !== undefined) go(at < 0 && by < 0 ? steps.length - 1 : at + by);
    else if (e.key === "Home") go(0);
    else if (e.key === "End") go(steps.length - 1);
    else if (e.key === "Enter" && step && onPick) onPick(step.at);
    else if (onScale && e.key in SCALES) scale(e.key);
    else return;
    e.preventDefault();
  };
  const leave = () => {
    setAt(-1);
    chart.current?.dispatchAction({ type: "hideTip" });
  };
  const how = [onPick ? T.marksHow : T.marksTold, onScale ? T.zoomHow : ""].join(" ").trim();
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
        {step ? step.text : how}
      </p>
    </div>
  );
}
