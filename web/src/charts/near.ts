// A chart is drawn when it is seen, and one a frame: a board of twelve answers a tap while it is
// being drawn. Who has begun to scroll finds the next ones drawn ahead. On paper all are drawn.
import { useEffect, useState } from "react";
import { createStore, useStore } from "@/ui/store";

/** About a screen of a phone, from the first scroll on. */
const AHEAD = "600px";

const everything = createStore(false);

/** From now on none waits to be scrolled to. */
export const drawAll = (): void => everything.set(true);

const waiting = new Map<Element, () => void>();
let observer: IntersectionObserver | null = null;

function watch(rootMargin: string): void {
  observer?.disconnect();
  const next = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.();
    },
    { rootMargin },
  );
  for (const box of waiting.keys()) next.observe(box);
  observer = next;
}

function observe(box: Element, arrived: () => void): () => void {
  if (!observer) {
    watch("0px");
    addEventListener("scroll", () => watch(AHEAD), { once: true, capture: true, passive: true });
  }
  waiting.set(box, arrived);
  observer?.observe(box);
  return () => {
    waiting.delete(box);
    observer?.unobserve(box);
  };
}

/** Once near it stays so. Where nothing can be observed everything is near. */
export function useNear(box: Element | null): boolean {
  const all = useStore(everything);
  const [near, setNear] = useState(typeof IntersectionObserver === "undefined");
  useEffect(() => {
    if (!box || near) return;
    return observe(box, () => setNear(true));
  }, [box, near]);
  return near || all;
}

if (typeof addEventListener === "function") addEventListener("beforeprint", drawAll);
