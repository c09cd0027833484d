// What a browser calls itself, in words that its owner knows it by.
import { tr } from "@/format/words";

type Row = readonly [sign: RegExp, name: string];

// The first that matches: nearly every browser also calls itself Safari.
const BROWSERS: readonly Row[] = [
  [/\bEdgA?\//, "Edge"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
  [/\bcurl\//, "curl"],
];
const SYSTEMS: readonly Row[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const find = (rows: readonly Row[], agent: string) =>
  rows.find(([sign]) => sign.test(agent))?.[1] ?? "";

export function agentName(agent: string): string {
  const browser = find(BROWSERS, agent);
  const system = find(SYSTEMS, agent);
  if (browser && system) return tr("{browser} on {system}", { browser, system });
  return browser || system || tr("An unknown device");
}
