import { Link } from "@tanstack/react-router";
import { Blocks, ChartColumn, Code, Link as LinkIcon, Pin, Table2 } from "lucide-react";
import { type RefObject } from "react";
import type { Answer, Plan } from "@/api/types";
import type { Offer, Possible } from "@/charts/possible";
import type { ChartHandle } from "@/charts/save";
import { tr } from "@/format/words";
import { Button, buttonClass } from "@/ui/button";
import { Menu } from "@/ui/menu";
import { toast } from "@/ui/toast";
import { useAskActions } from "../actions";
import { T } from "../strings";
import { DownloadMenu } from "./download-menu";
import { FavouriteButton } from "./favourite-button";
import { NotRight } from "./not-right";

async function share(url: string) {
  try {
    await navigator.clipboard.writeText(url);
    toast(T.linkCopied);
  } catch {
    toast(url, "info");
  }
}

export interface Shown {
  table: boolean;
  sql: boolean;
}

interface AnswerActionsProps {
  answer: Answer;
  link: string;
  drawn: boolean;
  types: Offer;
  chart: string;
  onChart: (type: string) => void;
  shown: Shown;
  onShown: (shown: Shown) => void;
  handle: RefObject<ChartHandle | null>;
  onPlan: (plan: Plan) => void;
}

/** Those that suit it first. The table has its own button, unless it is what was chosen for it. */
function kindsOf({ suits, others }: Offer, chart: string, onChart: (type: string) => void) {
  const isTable = suits[0]?.type === "table";
  const itemsOf = (types: Possible[]) =>
    types
      .filter((t) => isTable || t.type !== "table")
      .map(({ type, name }) => ({
        id: type,
        text: name,
        checked: type === chart,
        onSelect: () => onChart(type),
      }));
  const groups = [{ items: itemsOf(suits) }, { items: itemsOf(others) }];
  const all = groups.flatMap((g) => g.items);
  return all.length > 1 ? groups.filter((g) => g.items.length > 0) : [];
}

/** Everything that can be done with an answer, in one row at its foot. */
export function AnswerActions(props: AnswerActionsProps) {
  const { answer, link, drawn, types, chart, onChart, shown, onShown, handle, onPlan } = props;
  const kinds = kindsOf(types, chart, onChart);
  const { onPin } = useAskActions();
  const isEmpty = answer.rows.length === 0;
  return (
    <div className="-mx-2 -mb-2 flex flex-wrap items-center gap-1 border-t border-line pt-2 print:hidden">
      {drawn && !isEmpty && (
        <Button
          look="quiet"
          aria-expanded={shown.table}
          onClick={() => onShown({ ...shown, table: !shown.table })}
          icon={<Table2 size={16} aria-hidden="true" className="max-sm:hidden" />}
        >
          {tr("Table")}
        </Button>
      )}
      {kinds.length > 0 && (
        <Menu
          label={tr("Kind of chart")}
          opensUp
          buttonClassName={buttonClass("quiet")}
          button={
            <>
              <ChartColumn size={16} aria-hidden="true" className="max-sm:hidden" />
              {tr("Chart")}
            </>
          }
          groups={kinds}
        />
      )}
      {answer.sql && (
        <Button
          look="quiet"
          aria-expanded={shown.sql}
          onClick={() => onShown({ ...shown, sql: !shown.sql })}
          icon={<Code size={16} aria-hidden="true" className="max-sm:hidden" />}
        >
          {tr("SQL")}
        </Button>
      )}
      <NotRight answer={answer} onPlan={onPlan} />
      <span className="ml-auto flex flex-wrap">
        <FavouriteButton answer={answer} />
        {onPin && !isEmpty && (
          <Button
            look="quiet"
            icon={<Pin size={16} aria-hidden="true" />}
            onClick={() =>
              onPin({
                question: answer.question || answer.reading,
                ...(answer.plan && { plan: answer.plan }),
                chart,
                isFigure: answer.chart?.type === "number",
              })
            }
          >
            <span className="max-sm:sr-only">{tr("Pin")}</span>
          </Button>
        )}
        {answer.plan && (
          <Link to="/explore" search={{ plan: answer.plan }} className={buttonClass("quiet")}>
            <Blocks size={16} aria-hidden="true" />
            <span className="max-sm:sr-only">{tr("Explore")}</span>
          </Link>
        )}
        <Button
          look="quiet"
          onClick={() => void share(link)}
          icon={<LinkIcon size={16} aria-hidden="true" />}
        >
          <span className="max-sm:sr-only">{tr("Copy link")}</span>
        </Button>
        {!isEmpty && <DownloadMenu answer={answer} chart={handle} drawn={drawn} />}
      </span>
    </div>
  );
}
