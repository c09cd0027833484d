import { tr } from "@/format/words";
import type { Figure } from "../figures";

const WIDE = 200;
const HIGH = 44;
const PAD = 4;

/** The last stretch as a line, what was expected as a band behind it, the last value as a dot. */
export function Spark({ figure }: { figure: Figure }) {
  const { past, band } = figure;
  const at = new Map(past.map((p, i) => [p.date, i]));
  const shown = band.filter((b) => at.has(b.date));
  const values = [...past.map((p) => p.quantity), ...shown.flatMap((b) => [b.lower, b.upper])];
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (i: number) => PAD + (i / Math.max(1, past.length - 1)) * (WIDE - 2 * PAD);
  const y = (v: number) => HIGH - PAD - ((v - low) / span) * (HIGH - 2 * PAD);
  const point = (date: string, v: number) =>
    `${x(at.get(date) ?? 0).toFixed(1)},${y(v).toFixed(1)}`;
  const last = past[past.length - 1];
  if (!last || past.length < 2) return null;
  const ground = [
    ...shown.map((b) => point(b.date, b.upper)),
    ...[...shown].reverse().map((b) => point(b.date, b.lower)),
  ];
  return (
    <svg
      role="img"
      aria-label={tr("The last {n} values, with the expected range behind the newest", {
        n: past.length,
      })}
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      className="mt-auto h-11 w-full"
      preserveAspectRatio="none"
    >
      <polygon points={ground.join(" ")} className="fill-accent-wash" />
      <polyline
        points={past.map((p) => point(p.date, p.quantity)).join(" ")}
        fill="none"
        className="stroke-series-1"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
      <line
        x1={x(past.length - 1)}
        x2={x(past.length - 1)}
        y1={y(last.quantity)}
        y2={y(last.quantity)}
        className="stroke-series-1"
        strokeWidth="6"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
