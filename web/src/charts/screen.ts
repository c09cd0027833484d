// What a drawing needs to know of the screen: colours, room, whether things may move.
import { useLayoutEffect, useState } from "react";
import type { Theme } from "@/ui/theme";
import type { ChartTheme } from "./spec";

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

/** The room of the element that `ref` is given to, which may come, go and change. */
export function useSize() {
  const [box, ref] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!box) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = box;
      setSize((s) => (s.width === width && s.height === height ? s : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [box]);
  return { ref, ...size };
}

export function useWidth() {
  const { ref, width } = useSize();
  return { ref, width };
}

export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
