import type { EChartsOption } from "echarts";
import type { EChartsType } from "echarts/core";
import { useEffect, useRef, useState } from "react";
import { engine } from "./engine";
import type { Need, Picked } from "./spec";
import { cx } from "@/ui/cx";
import { turn } from "@/ui/turns";
import { T } from "./strings";

const NO_NEEDS: readonly Need[] = [];

interface CanvasProps {
  option: EChartsOption | null;
  needs?: readonly Need[];
  width: number;
  height: number;
  /** ECharts itself once it is there, and null when it goes. */
  onReady?: (chart: EChartsType | null) => void;
  onPick?: (picked: Picked) => void;
}

/** ECharts in its box. It is a picture: what it says is said beside it, in words. */
export function Canvas({ option, needs = NO_NEEDS, width, height, onReady, onPick }: CanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const told = useRef({ onPick, onReady });
  const drawnAt = useRef({ width: 0, height: 0 });
  const [state, setState] = useState<"coming" | "drawn" | "failed">("coming");

  useEffect(() => {
    told.current = { onPick, onReady };
  }, [onPick, onReady]);
  useEffect(() => {
    let gone = false;
    const isGone = () => gone;
    const start = async () => {
      const { init, load } = await engine();
      await load(needs);
      await turn();
      if (isGone() || !box.current || !option) return;
      const isFirst = !chart.current;
      if (!chart.current) {
        chart.current = init(box.current, undefined, { renderer: "svg", width, height });
        told.current.onReady?.(chart.current);
        chart.current.on("click", (p) => told.current.onPick?.(p));
        await turn();
        if (isGone()) return;
      }
      const { current: before } = drawnAt;
      const isResized = before.width !== width || before.height !== height;
      drawnAt.current = { width, height };
      // The size that the option was made for, not the one that the box has by now.
      chart.current.resize({ width, height });
      // What is there already changes at once; the first time it is read now and drawn with the next
      // frame. A window that changes its size is no news to be told by motion.
      const still = isFirst || !isResized ? option : { ...option, animation: false };
      chart.current.setOption(still, { notMerge: true, lazyUpdate: isFirst });
      setState("drawn");
    };
    start().catch(() => {
      if (!gone) setState("failed");
    });
    return () => {
      gone = true;
    };
  }, [option, needs, width, height]);
  useEffect(
    () => () => {
      chart.current?.dispose();
      told.current.onReady?.(null);
      chart.current = null;
    },
    [],
  );
  if (state === "failed") return <p className="text-body text-ink-2">{T.notLoaded}</p>;
  return (
    <div
      ref={box}
      aria-hidden="true"
      style={{ height }}
      className={cx("w-full overflow-hidden", state === "coming" && "pulse rounded-sm bg-wash")}
    />
  );
}
