// Saves the picture of a chart that stands on the page.
import type { EChartsType } from "echarts/core";
import type { RefObject } from "react";
import { pictureOf, type Picture } from "./picture";
import type { ChartTheme } from "./spec";

export interface ChartHandle {
  /** The chart with its title; null while it is not drawn. */
  picture: () => Picture | null;
}

export function handleOf(
  chart: RefObject<EChartsType | null>,
  theme: () => ChartTheme,
  title: string,
): ChartHandle {
  return {
    picture: () => {
      const found = chart.current;
      if (!found) return null;
      const svg = found.renderToSVGString();
      return pictureOf({ svg, width: found.getWidth(), height: found.getHeight() }, title, theme());
    },
  };
}

/** Dots for each pixel: sharp on paper and in a slide. */
const SCALE = 2;

async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => {
      canvas.toBlob((b) => (b ? done(b) : fail(new Error("no picture"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

const fileName = (name: string) =>
  name.replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").slice(0, 60) || "chart";

/** Hands the picture to the browser as a file; false while nothing is drawn. */
export async function saveChart(
  handle: ChartHandle | null,
  kind: "png" | "svg",
  name: string,
): Promise<boolean> {
  const picture = handle?.picture();
  if (!picture) return false;
  const svg = new Blob([picture.svg], { type: "image/svg+xml" });
  const blob = kind === "png" ? await pngOf(picture) : svg;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${fileName(name)}.${kind}`;
  link.click();
  URL.revokeObjectURL(link.href);
  return true;
}
