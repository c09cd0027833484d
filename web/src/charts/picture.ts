// A chart as a file: its title above it, on the sheet's ground, so that it stands alone. Pure.
import { escapeHtml } from "./parts";
import type { ChartTheme } from "./spec";
import { linesIn, textWidth } from "./text-width";

const PAD = 16;
const LINE = 22;
const SIZE = 16;

/** The words in as many lines as they need. */
function wrapped(text: string, width: number): string[] {
  if (text === "" || linesIn(text, width, SIZE) === 1) return text === "" ? [] : [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, SIZE) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

export function pictureOf(chart: Picture, title: string, theme: ChartTheme): Picture {
  const lines = wrapped(title, chart.width);
  const top = PAD + lines.length * LINE + (lines.length > 0 ? PAD / 2 : 0);
  const [width, height] = [chart.width + PAD * 2, chart.height + top + PAD];
  const said = lines.map(
    (line, i) =>
      `<text x="${PAD}" y="${PAD + LINE * i + SIZE}" font-size="${SIZE}" font-weight="600" fill="${theme.ink}" font-family="${escapeHtml(theme.font)}">${escapeHtml(line)}</text>`,
  );
  const inner = chart.svg
    .replace(/^<\?xml[^>]*\?>/, "")
    .replace("<svg ", `<svg x="${PAD}" y="${top}" `);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="${width}" height="${height}" fill="${theme.sheet}"/>${said.join("")}${inner}</svg>`;
  return { svg, width, height };
}
