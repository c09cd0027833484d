import type { EChartsType } from "echarts/core";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useFormat } from "@/ui/preferences";
import { Skeleton } from "@/ui/skeleton";
import { useTheme, type Theme } from "@/ui/theme";
import { NumberView } from "./number-view";
import { draw } from "./option";
import type { ChartData, ChartTheme } from "./spec";

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

export function useWidth() {
  const ref = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    setWidth(box.clientWidth);
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}

export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A specification with its rows, drawn; `null` for a table, which the page shows itself. */
export function Chart({ data }: { data: ChartData }) {
  const format = useFormat();
  const theme = useTheme();
  const id = useId();
  const { ref, width } = useWidth();
  const drawing = useMemo(() => {
    if (width === 0) return null;
    return draw(data, { theme: readTheme(theme), format, width, still: isStill() });
  }, [data, format, theme, width]);

  if (data.spec.type === "number") return <NumberView data={data} />;
  if (drawing?.type === "table") return null;
  return (
    <figure ref={ref} className="min-w-0" aria-labelledby={id} data-chart={drawing?.type}>
      {drawing ? (
        <Canvas option={drawing.option} width={width} height={drawing.height} />
      ) : (
        <Skeleton className="h-60 w-full" />
      )}
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
