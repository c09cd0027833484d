import type { EChartsType } from "echarts/core";
import {
  useCallback,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  type Ref,
  type RefObject,
} from "react";
import { cx } from "@/ui/cx";
import { useFormat } from "@/ui/preferences";
import { Skeleton } from "@/ui/skeleton";
import { useTheme } from "@/ui/theme";
import { Brush } from "./brush";
import { Canvas } from "./canvas";
import { honestType } from "./honest";
import { Marks } from "./marks";
import { NumberView } from "./number-view";
import { draw, type Drawing } from "./option";
import { handleOf, type ChartHandle } from "./save";
import { isStill, readTheme, useSize } from "./screen";
import type { ChartData, MarkValue, Picked } from "./spec";
import { T } from "./strings";
import { useZoom, type Zoom } from "./use-zoom";
import { rangeOf, type Range } from "./zoom";
import { ZoomBar } from "./zoom-bar";

interface ChartProps {
  data: ChartData;
  /** As high as the box it stands in, as on a dashboard; what is longer is scrolled. */
  fill?: boolean;
  /** A mark was chosen, by click or by key: the values that make it what it is. */
  onMark?: (mark: MarkValue[]) => void;
  /** A range of time was dragged over; without this the chart shows that range alone. */
  onBrush?: (range: Range) => void;
  /** For the menu that saves the picture. */
  handle?: Ref<ChartHandle>;
}

/** Fewer periods than this are no time to choose a part of. */
const BRUSH_FROM = 5;
/** A few rows are not pulled far apart. */
const STRETCH_MAX = 1.7;

function useDrawing(data: ChartData, width: number, height?: number): Drawing | null {
  const format = useFormat();
  const theme = useTheme();
  return useMemo(() => {
    if (width === 0) return null;
    return draw(data, { theme: readTheme(theme), format, width, height, still: isStill() });
  }, [data, format, theme, width, height]);
}

/** In a box as high as it is: rows may be spread a little, and what is longer is scrolled. */
function heightIn(drawing: Drawing, fill: boolean, height: number): number {
  if (!fill || drawing.room !== "rows") return drawing.height;
  return Math.max(drawing.height, Math.min(height, drawing.height * STRETCH_MAX));
}

/** A specification with its rows, drawn; `null` for a table, which the page shows itself. */
export function Chart({ data: all, fill = false, onMark, onBrush, handle }: ChartProps) {
  const id = useId();
  const theme = useTheme();
  const chart = useRef<EChartsType | null>(null);
  const zoom = useZoom(all);
  const { data, range } = zoom;
  const ready = useCallback((found: EChartsType | null) => {
    chart.current = found;
  }, []);
  const { ref, width, height } = useSize();
  const drawing = useDrawing(data, width, fill ? height : undefined);
  useImperativeHandle(handle, () => handleOf(chart, () => readTheme(theme), all.spec.title ?? ""), [
    theme,
    all,
  ]);

  const boxHeight = drawing ? heightIn(drawing, fill, height) : 0;

  if (all.rows.length === 0) return <p className="text-body text-ink-2">{T.nothing}</p>;
  if (honestType(all, width || 720).type === "number") return <NumberView data={all} />;
  if (drawing?.type === "table") return null;
  const pick = (p: Picked) => {
    const mark = drawing?.mark(p) ?? [];
    if (mark.length > 0) onMark?.(mark);
  };
  const choose = (from: number, to: number) => {
    const found = drawing?.along && rangeOf(drawing.along, from, to);
    if (!found) return;
    if (onBrush) onBrush(found);
    else if (found.from < found.to) zoom.to(found);
  };
  return (
    <figure
      className={cx("min-w-0", fill && "flex h-full flex-col")}
      aria-labelledby={id}
      data-chart={drawing?.type}
    >
      <div
        ref={ref}
        className={fill ? "min-h-0 flex-1 overflow-x-hidden overflow-y-auto" : undefined}
        // What is scrolled must be reached by keyboard.
        tabIndex={fill && boxHeight > height ? 0 : undefined}
      >
        {drawing ? (
          <Surface
            drawing={drawing}
            chart={chart}
            onPick={onMark && pick}
            onRange={choose}
            zoom={zoom}
          >
            <Canvas
              option={drawing.option}
              needs={drawing.needs}
              width={width}
              height={boxHeight}
              onReady={ready}
              onPick={pick}
            />
          </Surface>
        ) : (
          <Skeleton className={cx("w-full", fill ? "h-full" : "h-60")} />
        )}
      </div>
      {(range !== null || (zoom.long && !fill && drawing?.along)) && (
        <ZoomBar zoom={zoom} spec={all.spec} />
      )}
      <figcaption>
        <p id={id} className="sr-only">
          {drawing?.summary ?? T.drawing}
        </p>
        {drawing?.notes.map((note) => (
          <p key={note} className="mt-1 text-small text-ink-3">
            {note}
          </p>
        ))}
      </figcaption>
    </figure>
  );
}

interface SurfaceProps {
  drawing: Drawing;
  chart: RefObject<EChartsType | null>;
  onPick: ((picked: Picked) => void) | undefined;
  onRange: (from: number, to: number) => void;
  zoom: Zoom;
  children: React.ReactNode;
}

/** What can be done with the picture: go through its marks, drag over its time, bring it nearer. */
function Surface({ drawing, chart, onPick, onRange, zoom, children }: SurfaceProps) {
  const { along } = drawing;
  const time = along !== null && (zoom.range !== null || along.keys.length >= BRUSH_FROM);
  const scale = (by: number | null, around?: number) =>
    by === null ? zoom.all() : zoom.scale(by, around);
  const inner = time ? (
    <Brush chart={chart} onRange={onRange} onScale={scale}>
      {children}
    </Brush>
  ) : (
    children
  );
  return (
    <Marks drawing={drawing} chart={chart} onPick={onPick} onScale={time ? scale : undefined}>
      {inner}
    </Marks>
  );
}

export { useWidth } from "./screen";
