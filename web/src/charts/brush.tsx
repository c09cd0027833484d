import type { EChartsType } from "echarts/core";
import { useRef, useState, type PointerEvent, type ReactNode, type RefObject } from "react";

interface BrushProps {
  chart: RefObject<EChartsType | null>;
  /** Two places along the x axis, as they were dragged over. */
  onRange: (from: number, to: number) => void;
  /** Two fingers: `by` times as much is to be shown, around a place along the axis. */
  onScale: (by: number, around: number) => void;
  children: ReactNode;
}

interface Drag {
  from: number;
  to: number;
}

/** Less than this is a click. */
const DRAG_LEAST = 8;
/** Two fingers that move less than this mean nothing; nearer than this they are one. */
const PINCH_LEAST = 0.15;
const FINGERS_APART = 24;

/**
 * Dragging over a chart chooses a part of its time: with a mouse, or with a finger from side to
 * side. Up and down a finger scrolls the page, as always. Two fingers bring time nearer.
 */
export function Brush({ chart, onRange, onScale, children }: BrushProps) {
  const box = useRef<HTMLDivElement>(null);
  const fingers = useRef(new Map<number, Drag>());
  const [drag, setDrag] = useState<Drag | null>(null);
  const at = (e: PointerEvent) => e.clientX - (box.current?.getBoundingClientRect().left ?? 0);
  const place = (x: number) => Number(chart.current?.convertFromPixel({ xAxisIndex: 0 }, x));
  const wide = drag !== null && Math.abs(drag.to - drag.from) >= DRAG_LEAST;

  const start = (e: PointerEvent) => {
    if (e.pointerType === "mouse" && e.button !== 0) return;
    const x = at(e);
    fingers.current.set(e.pointerId, { from: x, to: x });
    setDrag(fingers.current.size === 1 ? { from: x, to: x } : null);
  };
  const move = (e: PointerEvent) => {
    const finger = fingers.current.get(e.pointerId);
    if (!finger) return;
    finger.to = at(e);
    if (!drag) return;
    if (wide) box.current?.setPointerCapture(e.pointerId);
    setDrag({ from: drag.from, to: finger.to });
  };
  const pinch = ([a, b]: Drag[]) => {
    if (!a || !b) return;
    const [before, after] = [Math.abs(a.from - b.from), Math.abs(a.to - b.to)];
    if (before < FINGERS_APART || after < FINGERS_APART) return;
    const around = place((a.from + b.from) / 2);
    if (Math.abs(after / before - 1) >= PINCH_LEAST && Number.isFinite(around)) {
      onScale(before / after, around);
    }
  };
  const end = (e: PointerEvent) => {
    const all = [...fingers.current.values()];
    if (!fingers.current.delete(e.pointerId)) return;
    setDrag(null);
    if (all.length === 2) {
      fingers.current.clear();
      pinch(all);
    } else if (drag && wide) {
      const [from, to] = [place(drag.from), place(drag.to)];
      if (Number.isFinite(from) && Number.isFinite(to)) onRange(Math.round(from), Math.round(to));
    }
  };
  const cancel = () => {
    fingers.current.clear();
    setDrag(null);
  };
  return (
    <div
      ref={box}
      className="relative touch-pan-y select-none"
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={cancel}
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
