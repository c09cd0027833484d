import type { ModelColumn } from "@/api/types";
import { formatCell } from "@/format/value";
import { formatNumber } from "@/format/number";
import { tr } from "@/format/words";
import { cx } from "@/ui/cx";
import { useFormat } from "@/ui/preferences";

const TOP_SHOWN = 4;
/** Below this share of the rows the most frequent value says nothing. */
const WORTH_DRAWING = 0.02;

/** The values of a column at a glance: their spread, or the most frequent ones. */
export function ProfileDrawing({ column, tall }: { column: ModelColumn; tall?: boolean }) {
  const { histogram, top, rows, nulls } = column.profile;
  if (histogram.length > 1) return <Histogram column={column} tall={tall} />;
  const share = (top[0]?.count ?? 0) / Math.max(1, rows - nulls);
  if (share >= WORTH_DRAWING && column.role !== "time") return <TopValues column={column} />;
  return <Words column={column} />;
}

function Words({ column }: { column: ModelColumn }) {
  const format = useFormat();
  const { min, max } = column.profile;
  const shown = { name: column.column, type: column.type, role: column.role };
  const isRange = column.role === "time" && min !== null && max !== null;
  return (
    <p className="text-small text-ink-2">
      {isRange
        ? tr("{from} to {to}", {
            from: formatCell(min, shown, format, { short: true }),
            to: formatCell(max, shown, format, { short: true }),
          })
        : exampleText(column)}
    </p>
  );
}

function exampleText(column: ModelColumn): string {
  const { distinct, rows, nulls, top } = column.profile;
  if (rows > 0 && nulls === rows) return tr("No values at all");
  const example = top[0]?.value;
  const isUnique = distinct + nulls >= rows;
  if (example === undefined || example === null) {
    return isUnique ? tr("Every value is different") : tr("Text");
  }
  return tr(isUnique ? "Every value is different, such as {example}" : "Text, such as {example}", {
    example: String(example),
  });
}

function Histogram({ column, tall }: { column: ModelColumn; tall?: boolean }) {
  const format = useFormat();
  const bins = column.profile.histogram;
  const most = Math.max(...bins.map((b) => b.count), 1);
  const shown = { name: column.column, type: column.type, unit: column.unit, role: column.role };
  const say = (v: ModelColumn["profile"]["min"]) =>
    formatCell(v, shown, format, { compact: true, short: true });
  const width = 100 / bins.length;
  return (
    <figure className="w-full">
      <svg
        role="img"
        aria-label={tr("From {from} to {to}", {
          from: say(column.profile.min),
          to: say(column.profile.max),
        })}
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        className={cx("w-full", tall ? "h-24" : "h-10")}
      >
        {bins.map((bin, i) => {
          const height = bin.count === 0 ? 0 : Math.max(1, (bin.count / most) * 40);
          return (
            <rect
              key={bin.low}
              x={i * width}
              y={40 - height}
              width={width * 0.86}
              height={height}
              className="fill-series-1"
            />
          );
        })}
      </svg>
      <figcaption className="flex justify-between gap-2 border-t border-line text-small text-ink-3">
        <span>{say(column.profile.min)}</span>
        <span>{say(column.profile.max)}</span>
      </figcaption>
    </figure>
  );
}

function TopValues({ column }: { column: ModelColumn }) {
  const format = useFormat();
  const { top, rows, nulls } = column.profile;
  const known = Math.max(1, rows - nulls);
  const shown = { name: column.column, type: column.type, role: column.role };
  return (
    <ul className="flex flex-col gap-1">
      {top.slice(0, TOP_SHOWN).map((t) => {
        const share = t.count / known;
        const raw = formatCell(t.value, shown, format, { short: true });
        const text = column.values[raw] ? `${raw} (${column.values[raw]})` : raw;
        return (
          <li
            key={String(t.value)}
            className="grid grid-cols-[minmax(0,1fr)_64px_44px] items-center gap-2 text-small"
          >
            <span className="truncate text-ink-2" title={text}>
              {text}
            </span>
            <span className="h-2 rounded-full bg-wash">
              <span
                className="block h-full origin-left rounded-full bg-series-1"
                style={{ transform: `scaleX(${Math.max(0.02, share)})` }}
              />
            </span>
            <span className="text-right text-ink-3">
              {formatNumber(Math.round(share * 100), { system: "western", unit: "%" })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
