import { useMemo } from "react";
import type * as wire from "@/api/wire";
import { AheadChart } from "@/charts/ahead-chart";
import type { AheadData } from "@/charts/ahead-words";
import { tr, words } from "@/format/words";
import { Sheet } from "@/ui/sheet";
import { T } from "../strings";

interface ScorecardProps {
  card: wire.ForecastScorecard;
  outlook: wire.Forecast;
}

const WORDS = words({ past: "What came", ahead: "What was forecast" });

/** A forecast of the past beside what came, in words and as a picture. */
export function Scorecard({ card, outlook }: ScorecardProps) {
  const data = useMemo<AheadData>(
    () => ({
      past: card.points.map((p) => ({ date: p.date, quantity: p.actual })),
      ahead: card.points,
      unit: outlook.unit,
      grain: outlook.grain,
      measure: tr("{name}, forecast against what came", { name: outlook.name }),
      confidence: outlook.confidence_level,
    }),
    [card, outlook],
  );
  return (
    <Sheet title={T.howGood}>
      <div className="flex flex-col gap-3">
        <p className="text-body">{card.text}</p>
        <AheadChart data={data} words={WORDS} />
        <p className="text-small text-ink-3">{card.source === "kept" ? T.kept : T.backtest}</p>
      </div>
    </Sheet>
  );
}
