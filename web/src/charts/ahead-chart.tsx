import { useId, useMemo } from "react";
import { tr } from "@/format/words";
import { useFormat } from "@/ui/preferences";
import { useTheme } from "@/ui/theme";
import { drawAhead } from "./ahead";
import type { AheadData } from "./ahead-words";
import { Drawn } from "./drawn";
import type { Happened } from "./happened";
import { isStill, readTheme, useWidth } from "./screen";

interface AheadChartProps {
  data: AheadData;
  /** What the two lines are called. */
  words?: { past: string; ahead: string };
  /** What people said of days. */
  happened?: readonly Happened[];
}

/** The past and what is expected, with a key that is read before the lines are. */
export function AheadChart({ data, words, happened }: AheadChartProps) {
  const format = useFormat();
  const theme = useTheme();
  const id = useId();
  const { ref, width } = useWidth();
  const drawing = useMemo(() => {
    if (width === 0) return null;
    const view = { theme: readTheme(theme), format, width, still: isStill() };
    return drawAhead(data, view, happened);
  }, [data, format, theme, width, happened]);
  return (
    <figure ref={ref} className="min-w-0" aria-labelledby={id} data-chart="forecast">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 pb-1 text-small text-ink-2" aria-hidden="true">
        <Key line="border-series-1 border-solid" text={words?.past ?? tr("What was")} />
        <Key line="border-series-2 border-dashed" text={words?.ahead ?? tr("Expected")} />
        <li className="inline-flex items-center gap-2">
          <span className="h-3 w-5 rounded-sm bg-series-2 opacity-25" />
          {tr("{n} of 100 times within", { n: data.confidence })}
        </li>
      </ul>
      <Drawn drawing={drawing} width={width} id={id} />
    </figure>
  );
}

function Key({ line, text }: { line: string; text: string }) {
  return (
    <li className="inline-flex items-center gap-2">
      <span className={`w-5 border-t-2 ${line}`} />
      {text}
    </li>
  );
}
