import type { EChartsType } from "echarts/core";
import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from "react";
import { cx } from "@/ui/cx";
import { useFormat } from "@/ui/preferences";
import { Skeleton } from "@/ui/skeleton";
import { useTheme, type Theme } from "@/ui/theme";
import { NumberView } from "./number-view";
import { draw, type Drawing } from "./option";
import type { ChartData, ChartTheme, ChartType } from "./spec";

const token = (style: CSSStyleDeclaration, name: string) => style.getPropertyValue(name).trim();

/** The tokens as they stand now; `theme` only says when to read them again. */
export function readTheme(theme: Theme): ChartTheme {
  document.documentElement.dataset.theme = theme;
  const style = getComputedStyle(document.documentElement);
  return {
    ink: token(style, "--ink"),
    ink2: token(style, "--ink-2"),
    ink3: token(style, "--ink-3"),
    line: token(style, "--line"),
    sheet: token(style, "--sheet"),
    wash: token(style, "--wash"),
    good: token(style, "--good"),
    bad: token(style, "--bad"),
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => token(style, `--series-${n}`)),
    font: style.fontFamily || "sans-serif",
  };
}

export function useSize() {
  const ref = useRef<HTMLElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = box;
      setSize((s) => (s.width === width && s.height === height ? s : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return { ref, ...size };
}

export function useWidth() {
  const { ref, width } = useSize();
  return { ref, width };
}

export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Kinds with a row for each thing keep its height and are scrolled; the others shrink. */
const ROWED = new Set<ChartType>(["horizontal_bar", "heatmap"]);

const STRETCH_MAX = 1.7;

function filledHeight(drawing: Drawing, height: number): number {
  if (!ROWED.has(drawing.type)) return height;
  // A few rows are not pulled far apart.
  return Math.max(drawing.height, Math.min(height, drawing.height * STRETCH_MAX));
}

interface ChartProps {
  data: ChartData;
  /** As high as the box it stands in, as on a dashboard; what is longer is scrolled. */
  fill?: boolean;
}

/** A specification with its rows, drawn; `null` for a table, which the page shows itself. */
export function Chart({ data, fill = false }: ChartProps) {
  const format = useFormat();
  const theme = useTheme();
  const id = useId();
  const { ref, width, height } = useSize();
  const drawing = useMemo(() => {
    if (width === 0) return null;
    return draw(data, { theme: readTheme(theme), format, width, still: isStill() });
  }, [data, format, theme, width]);
  const boxHeight = drawing && fill ? filledHeight(drawing, height) : drawing?.height;

  if (data.spec.type === "number") return <NumberView data={data} />;
  if (drawing?.type === "table") return null;
  return (
    <figure
      className={cx("min-w-0", fill && "flex h-full flex-col")}
      aria-labelledby={id}
      data-chart={drawing?.type}
    >
      <div
        ref={ref as RefObject<HTMLDivElement | null>}
        className={fill ? "min-h-0 flex-1 overflow-x-hidden overflow-y-auto" : undefined}
      >
        {drawing && boxHeight ? (
          <Canvas option={drawing.option} width={width} height={boxHeight} />
        ) : (
          <Skeleton className={cx("w-full", fill ? "h-full" : "h-60")} />
        )}
      </div>
      <figcaption>
        <p id={id} className="sr-only">
          {drawing?.summary ?? "The chart is being drawn."}
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

type Option = ReturnType<typeof draw>["option"];

interface DrawnProps {
  drawing: { option: Option; height: number; summary: string } | null;
  width: number;
  id: string;
}

/** A drawing that is no result's: its picture and its words. */
export function Drawn({ drawing, width, id }: DrawnProps) {
  return (
    <>
      {drawing ? (
        <Canvas option={drawing.option} width={width} height={drawing.height} />
      ) : (
        <Skeleton className="h-60 w-full" />
      )}
      <figcaption id={id} className="sr-only">
        {drawing?.summary ?? "The chart is being drawn."}
      </figcaption>
    </>
  );
}

interface CanvasProps {
  option: Option;
  width: number;
  height: number;
}

function Canvas({ option, width, height }: CanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let gone = false;
    import("./echarts")
      .then(({ init }) => {
        if (gone || !box.current || !option) return;
        chart.current ??= init(box.current, undefined, { renderer: "svg", width, height });
        // The size that the option was made for, not the one that the box has by now.
        chart.current.resize({ width, height });
        chart.current.setOption(option, true);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
    };
  }, [option, width, height]);
  useEffect(
    () => () => {
      chart.current?.dispose();
      chart.current = null;
    },
    [],
  );
  if (failed)
    return (
      <p className="text-body text-ink-2">
        The chart could not be loaded. The table below has its numbers.
      </p>
    );
  return <div ref={box} aria-hidden="true" style={{ height }} className="w-full overflow-hidden" />;
}
