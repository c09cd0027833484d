// The colours are checked, not believed: text against its grounds (WCAG 2.2), and the series
// against each other as people with three kinds of colour blindness see them.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Rgb = [number, number, number];
type Theme = Record<string, string>;

const css = readFileSync("src/ui/tokens.css", "utf8");

function themeOf(selector: string): Theme {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1]!, m[2]!]),
  );
}
const light = themeOf(":root");
const themes: [string, Theme][] = [
  ["light", light],
  ["dark", { ...light, ...themeOf(':root[data-theme="dark"]') }],
];

const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const rgb = (hex: string) =>
  [1, 3, 5].map((i) => linear(parseInt(hex.slice(i, i + 2), 16) / 255)) as Rgb;
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(rgb(a)), luminance(rgb(b))];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
const SIGHT: Record<string, number[]> = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
};

function seen(color: Rgb, matrix: number[]): Rgb {
  const row = (i: number) =>
    matrix.slice(i * 3, i * 3 + 3).reduce((sum, m, k) => sum + m * color[k]!, 0);
  return [0, 1, 2].map((i) => Math.min(1, Math.max(0, row(i)))) as Rgb;
}

// Oklab (Ottosson 2020): distances in it are even to the eye.
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
const distance = (a: Rgb, b: Rgb) => Math.hypot(...a.map((x, i) => x - b[i]!));

const DISTANCE_MIN = 0.085; // about four just noticeable differences
const TEXT: [string, string[]][] = [
  ["ink", ["paper", "sheet", "wash"]],
  ["ink-2", ["paper", "sheet", "wash", "warn-wash", "bad-wash"]],
  ["ink-3", ["paper", "sheet", "wash"]],
  ["accent", ["paper", "sheet", "accent-wash"]],
  ["on-accent", ["accent"]],
  ["good", ["sheet", "good-wash"]],
  ["warn", ["sheet", "paper", "wash", "warn-wash"]],
  ["bad", ["sheet", "bad-wash"]],
];

for (const [name, theme] of themes) {
  test.each(TEXT)(`${name}: %s reads on %j`, (text, grounds) => {
    for (const ground of grounds) {
      expect(contrast(theme[text]!, theme[ground]!), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  test(`${name}: the border of a control and every series stand out from the sheet`, () => {
    for (const token of ["line-strong", ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `series-${n}`)]) {
      expect(contrast(theme[token]!, theme.sheet!), token).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(Object.entries(SIGHT))(`${name}: eight series apart for %s`, (_sight, matrix) => {
    const colors = [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
      oklab(seen(rgb(theme[`series-${n}`]!), matrix)),
    );
    colors.forEach((a, i) =>
      colors.slice(0, i).forEach((b, j) => {
        expect(distance(a, b), `series ${i + 1} and ${j + 1}`).toBeGreaterThanOrEqual(DISTANCE_MIN);
      }),
    );
  });
}
