// Colours as numbers: which text reads on a mixed ground.

function channels(hex: string): number[] {
  const text = hex.replace("#", "");
  return [0, 2, 4].map((i) => parseInt(text.slice(i, i + 2), 16) || 0);
}

function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** WCAG 2.2 contrast of two colours, #rrggbb. */
export function contrast(a: string, b: string): number {
  return ratio(luminance(channels(a)), luminance(channels(b)));
}

/** The index of the text colour that reads best on `share` of the way from one ground to another. */
export function readableOn(from: string, to: string, share: number, texts: string[]): number {
  const end = channels(to);
  const ground = luminance(channels(from).map((c, i) => c + ((end[i] ?? 0) - c) * share));
  const ratios = texts.map((text) => ratio(luminance(channels(text)), ground));
  return ratios.indexOf(Math.max(...ratios));
}
