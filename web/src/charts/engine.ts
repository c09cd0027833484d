// ECharts when it is needed, run in three tasks: its ground, what measures texts, the charts.
import { nextTask } from "@/ui/turns";

/** The letter that zrender measures (contain/text.js). */
const WIDE = "\u56fd";

/** A canvas that is only asked how wide a text is needs nothing of the graphics card. */
function measurer() {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  let now = "";
  return (text: string, font = "12px sans-serif"): { width: number } => {
    // ECharts asks for each font how wide a wide letter is. It is as wide as it is high; asking the
    // browser would make it look for a font that has it, which takes longer than the chart.
    if (!context || text === WIDE) return { width: parseFloat(font.replace(/^\D+/, "")) || 12 };
    if (font !== now) now = context.font = font;
    return context.measureText(text);
  };
}

async function run(): Promise<typeof import("./echarts")> {
  const { setPlatformAPI } = await import("echarts/core");
  await nextTask();
  const measureText = measurer();
  // The first text is the dear one: its font is looked for.
  measureText("0", `13px ${getComputedStyle(document.documentElement).fontFamily}`);
  setPlatformAPI({ measureText });
  await nextTask();
  return import("./echarts");
}

let running: ReturnType<typeof run> | null = null;

/** Once for all charts; what failed is tried again by the next. */
export function engine(): ReturnType<typeof run> {
  running ??= run();
  running.catch(() => {
    running = null;
  });
  return running;
}
