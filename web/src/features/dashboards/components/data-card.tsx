import { messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { useScene } from "../scene";
import { T } from "../strings";
import type { Card, CardData } from "../types";
import { useCard, useMark } from "../use-card";
import { NotFilteredSign } from "./card-frame";
import { KpiView } from "./kpi-view";
import { ResultView } from "./result-view";

/** The place of what is coming, in its size. */
function Waiting({ card }: { card: Card }) {
  return (
    <div role="status" className="flex min-h-0 flex-1 flex-col justify-end gap-2">
      <span className="sr-only">{tr("This card is being worked out")}</span>
      {card.kind === "kpi" ? (
        <>
          <Skeleton className="h-9 w-2/3" />
          <Skeleton className="h-5 w-1/2" />
        </>
      ) : (
        <Skeleton className="min-h-0 flex-1" />
      )}
    </div>
  );
}

/** The question is not clear, or what it needs is gone: said, with the way to mend it. */
function Unanswered({ card, data }: { card: Card; data: CardData }) {
  const { onEdit } = useScene();
  const { message } = data.answer;
  return (
    <Notice severity="warn" title={tr("This card needs another question")}>
      <p className="text-small text-ink-2">{message}</p>
      {onEdit && (
        <Button className="mt-2" onClick={() => onEdit(card)}>
          {T.edit}
        </Button>
      )}
    </Notice>
  );
}

/** The chart, of which each mark narrows the whole board. */
function Answer({ card, data }: { card: Card; data: CardData }) {
  const mark = useMark(card, data);
  return <ResultView card={card} data={data} fill onMark={mark} />;
}

export function DataCard({ card }: { card: Card }) {
  const { query, data, notFiltered } = useCard(card);
  if (query.isError && !data) {
    return (
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Notice
          severity="bad"
          title={T.cardFailed}
          action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
        >
          <p className="text-small text-ink-2">{messageOf(query.error)}</p>
        </Notice>
      </div>
    );
  }
  if (!data) return <Waiting card={card} />;
  const busy = query.isPlaceholderData;
  return (
    <div
      aria-busy={busy}
      className={cx("motion relative flex min-h-0 flex-1 flex-col", busy && "opacity-60")}
    >
      {notFiltered.length > 0 && (
        <span className="absolute top-0 right-0 z-10">
          <NotFilteredSign reasons={notFiltered} />
        </span>
      )}
      {data.answer.status !== "answered" ? (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <Unanswered card={card} data={data} />
        </div>
      ) : card.kind === "kpi" ? (
        <KpiView card={card} data={data} />
      ) : (
        <Answer card={card} data={data} />
      )}
    </div>
  );
}
