// What a drawing needs to know of the screen: colours, room, whether things may move.
import { startTransition, useEffect, useLayoutEffect, useState } from "react";
import type { Theme } from "@/ui/theme";
import { turn } from "@/ui/turns";
import { useNear } from "./near";
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

function useRoom(box: HTMLElement | null) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!box) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = box;
      // What is drawn for this room may be a whole board: in pieces that give way to taps.
      startTransition(() =>
        setSize((s) => (s.width === width && s.height === height ? s : { width, height })),
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [box]);
  return size;
}

/** The room of the element that `ref` is given to, which may come, go and change. Nothing until
 * it is near and has its turn. */
export function useSize() {
  const [box, ref] = useState<HTMLElement | null>(null);
  const near = useNear(box);
  const [mayStart, setMayStart] = useState(typeof IntersectionObserver === "undefined");
  useEffect(() => {
    if (!near || mayStart) return;
    let gone = false;
    void turn().then(() => {
      if (!gone) setMayStart(true);
    });
    return () => {
      gone = true;
    };
  }, [near, mayStart]);
  return { ref, ...useRoom(mayStart ? box : null) };
}

export function useWidth() {
  const [box, ref] = useState<HTMLElement | null>(null);
  return { ref, width: useRoom(box).width };
}

export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
