import type { EChartsType } from "echarts/core";
import { useRef, useState, type PointerEvent, type ReactNode, type RefObject } from "react";

interface BrushProps {
  chart: RefObject<EChartsType | null>;
  /** Two places along the x axis, as they were dragged over. */
  onRange: (from: number, to: number) => void;
  children: ReactNode;
}

interface Drag {
  from: number;
  to: number;
}

/** Less than this is a click. */
const DRAG_LEAST = 8;

/** Dragging with a mouse over a chart chooses a part of its time. A finger scrolls as always. */
export function Brush({ chart, onRange, children }: BrushProps) {
  const box = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const at = (e: PointerEvent) => e.clientX - (box.current?.getBoundingClientRect().left ?? 0);
  const wide = drag !== null && Math.abs(drag.to - drag.from) >= DRAG_LEAST;

  const start = (e: PointerEvent) => {
    if (e.pointerType === "mouse" && e.button === 0) setDrag({ from: at(e), to: at(e) });
  };
  const move = (e: PointerEvent) => {
    if (!drag) return;
    if (wide) box.current?.setPointerCapture(e.pointerId);
    setDrag({ from: drag.from, to: at(e) });
  };
  const end = () => {
    setDrag(null);
    if (!drag || !wide || !chart.current) return;
    const place = (x: number) => Number(chart.current?.convertFromPixel({ xAxisIndex: 0 }, x));
    const [from, to] = [place(drag.from), place(drag.to)];
    if (Number.isFinite(from) && Number.isFinite(to)) onRange(Math.round(from), Math.round(to));
  };
  return (
    <div
      ref={box}
      className="relative select-none"
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
    >
      {children}
      {wide && (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 bg-accent opacity-15"
          style={{ left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) }}
        />
      )}
    </div>
  );
}
