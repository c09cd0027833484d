import { Plus, Unlink } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import { useMay } from "@/api/session";
import type { Model, ModelJoin } from "@/api/types";
import { tr } from "@/format/words";
import { Button, IconButton } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Notice } from "@/ui/notice";
import { Sheet } from "@/ui/sheet";
import { toast } from "@/ui/toast";
import { usePatchModel } from "../api";
import { JoinForm } from "./join-form";
import { ModelMap } from "./model-map";

const FIRST = 8;

/** The model as a picture, and its joins, which can be corrected. */
export function JoinsSheet({ model }: { model: Model }) {
  const [chosen, setChosen] = useState<ModelJoin | null>(null);
  const [adding, setAdding] = useState(false);
  const [all, setAll] = useState(false);
  const mayChange = useMay("write");
  const patch = usePatchModel();
  const pair = (join: ModelJoin) => [[join.from, join.to]] as [string, string][];

  function remove(join: ModelJoin) {
    patch.mutate(
      { not_relationships: pair(join) },
      {
        onSuccess: () => {
          setChosen(null);
          toast(tr("No longer linked: questions keep these tables apart."), "good", {
            text: tr("Undo"),
            run: () => patch.mutate({ relationships: pair(join) }),
          });
        },
      },
    );
  }
  const shown = all ? model.joins : model.joins.slice(0, FIRST);
  return (
    <Sheet
      title={tr("How the tables hang together")}
      flush
      className="overflow-hidden"
      aside={
        mayChange && (
          <Button icon={<Plus size={16} aria-hidden="true" />} onClick={() => setAdding(!adding)}>
            {tr("Link two tables")}
          </Button>
        )
      }
    >
      <ModelMap model={model} chosen={chosen} onChoose={setChosen} />
      {adding && (
        <div className="border-t border-line p-4 md:p-5">
          <JoinForm model={model} onDone={() => setAdding(false)} />
        </div>
      )}
      {patch.isError && (
        <Notice severity="bad" live>
          {messageOf(patch.error)}
        </Notice>
      )}
      <ul className="divide-y divide-line border-t border-line">
        {shown.map((join) => (
          <li
            key={`${join.from} ${join.to}`}
            className={cx("flex items-center gap-3 px-4 md:px-5", join === chosen && "bg-wash")}
          >
            <p className="min-w-0 flex-1 py-2 text-small break-words">
              {tr("{from} is one of {to}", { from: join.from, to: join.to })}
              <span className="text-ink-3">
                {" · "}
                {join.origin === "edited"
                  ? tr("said by a person")
                  : tr("{n} % of the values found", { n: Math.floor(join.coverage * 1000) / 10 })}
              </span>
            </p>
            {mayChange && (
              <IconButton
                label={tr("Unlink {from} and {to}", { from: join.from, to: join.to })}
                side="left"
                disabled={patch.isPending}
                onClick={() => remove(join)}
              >
                <Unlink size={16} aria-hidden="true" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {model.joins.length > FIRST && (
        <div className="border-t border-line p-2">
          <Button look="quiet" onClick={() => setAll(!all)}>
            {all ? tr("Show fewer") : tr("Show all {n}", { n: model.joins.length })}
          </Button>
        </div>
      )}
    </Sheet>
  );
}
