import { useRef, useState } from "react";
import { messageOf } from "@/api/client";
import type { Alternative } from "@/api/types";
import { capital } from "@/format/text";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Field, Select } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { previewCard } from "../card-data";
import { chartNames } from "../chart-names";
import type { Card, CardData } from "../types";
import { KpiView } from "./kpi-view";
import { MarkdownView } from "./markdown-view";
import { ResultView, useChartData } from "./result-view";

export interface PreviewState {
  busy: boolean;
  data: CardData | null;
  error: string | null;
}

const NOTHING: PreviewState = { busy: false, data: null, error: null };

export function usePreview() {
  const [state, setState] = useState(NOTHING);
  const newest = useRef(0);
  async function run(draft: Card) {
    const turn = ++newest.current;
    setState((before) => ({ ...before, busy: true, error: null }));
    try {
      const data = await previewCard(draft);
      if (turn === newest.current) setState({ busy: false, data, error: null });
    } catch (error) {
      if (turn === newest.current) setState({ busy: false, data: null, error: messageOf(error) });
    }
  }
  function clear() {
    newest.current++;
    setState(NOTHING);
  }
  return { state, run, clear };
}

interface PreviewProps {
  draft: Card;
  state: PreviewState;
  onChoose: (fields: Partial<Card>) => void;
}

/** When the question can mean more than one thing, each reading can be chosen. */
function Readings({ list, onChoose }: { list: Alternative[]; onChoose: PreviewProps["onChoose"] }) {
  return (
    <ul className="flex flex-col gap-2" aria-label={tr("Did you mean")}>
      {list.map((alternative) => (
        <li key={alternative.reading}>
          <button
            type="button"
            className={buttonClass(
              "plain",
              "h-auto w-full justify-start py-2 text-left whitespace-normal!",
            )}
            onClick={() => onChoose({ plan: alternative.plan })}
          >
            {capital(alternative.reading)}
          </button>
        </li>
      ))}
    </ul>
  );
}

function ChartWish({ draft, data, onChoose }: { data: CardData } & Omit<PreviewProps, "state">) {
  const chart = useChartData({ ...draft, chart: "" }, data);
  const names = chart ? chartNames(chart) : [];
  if (names.length < 2) return null;
  return (
    <Field label={tr("Draw as")}>
      {(ids) => (
        <Select
          {...ids}
          value={draft.chart ?? ""}
          onChange={(e) => onChoose({ chart: e.target.value })}
        >
          <option value="">{tr("What suits it")}</option>
          {names.map(({ type, text }) => (
            <option key={type} value={type}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Answered({ draft, data, onChoose }: { data: CardData } & Omit<PreviewProps, "state">) {
  const { answer } = data;
  if (answer.status !== "answered") {
    return (
      <div className="flex flex-col gap-3">
        <Notice severity="warn" title={tr("Ask it in other words")}>
          <p className="text-small">{answer.message}</p>
        </Notice>
        <Readings list={answer.alternatives} onChoose={onChoose} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      {answer.reading && <p className="text-small text-ink-3">{capital(answer.reading)}</p>}
      {draft.kind === "kpi" ? (
        <div className="h-32">
          <KpiView card={draft} data={data} />
        </div>
      ) : (
        <>
          <ResultView card={draft} data={data} />
          <ChartWish draft={draft} data={data} onChoose={onChoose} />
        </>
      )}
    </div>
  );
}

function Inside({ draft, state, onChoose }: PreviewProps) {
  if (draft.kind === "text") return <MarkdownView text={draft.text ?? ""} />;
  if (draft.kind === "image") {
    return draft.image ? (
      <img src={draft.image} alt={draft.note ?? ""} className="max-h-72 object-contain" />
    ) : null;
  }
  if (state.busy) return <Skeleton className="h-60" />;
  if (state.error) {
    return (
      <Notice severity="bad" live title={tr("This could not be worked out")}>
        <p className="text-small">{state.error}</p>
      </Notice>
    );
  }
  if (state.data) return <Answered draft={draft} data={state.data} onChoose={onChoose} />;
  return (
    <p className="text-body text-ink-3">
      {tr("What the card shows will stand here before you keep it.")}
    </p>
  );
}

export function CardPreview(props: PreviewProps) {
  return (
    <section
      aria-label={tr("Preview")}
      aria-busy={props.state.busy}
      className="min-h-48 min-w-0 rounded-md border border-line bg-paper p-4"
    >
      <Inside {...props} />
    </section>
  );
}
