import { useMemo } from "react";
import { AheadChart } from "@/charts/ahead-chart";
import { aheadOf } from "@/charts/ahead-words";
import { Chart } from "@/charts/chart";
import { honestType } from "@/charts/honest";
import { withType } from "@/charts/possible";
import { CHART_TYPES, type MarkValue } from "@/charts/spec";
import { cx } from "@/ui/cx";
import { ResultTable } from "@/ui/result-table";
import { happenedOn } from "../happened";
import { useScene } from "../scene";
import { T, nameOf } from "../strings";
import type { Card, CardData } from "../types";

const WIDTH_FOR_RULES = 720;

/** What was said of days, for the charts of this card. */
export function useHappened(card: Card) {
  const { comments } = useScene();
  return useMemo(() => happenedOn(card.id, comments), [card.id, comments]);
}

/** The card's chart as it is wished, or the one that Munim chose. */
export function useChartData(card: Card, data: CardData) {
  const { chart, columns, rows } = data.answer;
  const happened = useHappened(card);
  return useMemo(() => {
    if (!chart) return null;
    const data = { spec: chart, columns, rows, happened };
    const wish = CHART_TYPES.find((type) => type === card.chart);
    return (wish && withType(data, wish)) ?? data;
  }, [chart, columns, rows, happened, card.chart]);
}

export function isDrawn(chart: ReturnType<typeof useChartData>): boolean {
  return chart !== null && honestType(chart, WIDTH_FOR_RULES).type !== "table";
}

interface ResultViewProps {
  card: Card;
  data: CardData;
  /** As high as the card. */
  fill?: boolean;
  /** A bar or a point was chosen. */
  onMark?: (mark: MarkValue[]) => void;
}

/** An answer's chart, or its table where a chart would say nothing. */
export function ResultView({ card, data, fill, onMark }: ResultViewProps) {
  const { answer } = data;
  const chart = useChartData(card, data);
  const happened = useHappened(card);
  const ahead = useMemo(() => (answer.forecast ? aheadOf(answer.forecast) : null), [answer]);
  if (answer.rows.length === 0) return <p className="text-body text-ink-2">{T.noRows}</p>;
  if (ahead) {
    return (
      <div className={cx(fill && "min-h-0 flex-1 overflow-y-auto")}>
        <AheadChart data={ahead} happened={happened} />
      </div>
    );
  }
  if (chart && isDrawn(chart)) return <Chart data={chart} fill={fill} onMark={onMark} />;
  return (
    <div className={cx("-mx-4", fill && "min-h-0 flex-1 overflow-y-auto")}>
      <ResultTable caption={nameOf(card)} columns={answer.columns} rows={answer.rows} />
    </div>
  );
}
