import { Link } from "@tanstack/react-router";
import type { Model, ModelJoin } from "@/api/types";
import { capital } from "@/format/text";
import { counted } from "@/format/words";
import { cx } from "@/ui/cx";
import { BOX, drawModel } from "../model-layout";
import { useSay } from "./use-say";

interface ModelMapProps {
  model: Model;
  chosen: ModelJoin | null;
  onChoose: (join: ModelJoin | null) => void;
}

/** Tables and how they refer to each other. The list below it says the same in words. */
export function ModelMap({ model, chosen, onChoose }: ModelMapProps) {
  const say = useSay();
  const picture = drawModel(model);
  const tables = new Map(model.tables.map((t) => [t.table, t]));
  return (
    <div className="overflow-x-auto px-4 pb-4 md:px-5">
      <div className="relative" style={{ width: picture.width, height: picture.height }}>
        <svg
          aria-hidden="true"
          className="absolute inset-0"
          width={picture.width}
          height={picture.height}
        >
          {picture.edges.map(({ join, path }) => (
            <g
              key={`${join.from} ${join.to}`}
              className={cx(
                "cursor-pointer fill-none",
                join === chosen ? "stroke-accent" : "stroke-line-strong hover:stroke-ink-2",
              )}
              onClick={() => onChoose(join === chosen ? null : join)}
            >
              <path d={path} strokeWidth={12} className="stroke-transparent" />
              <path d={path} strokeWidth={join === chosen ? 2 : 1.5} />
            </g>
          ))}
        </svg>
        {picture.places.map((place) => {
          const table = tables.get(place.table);
          if (!table) return null;
          return (
            <Link
              key={place.table}
              to="/data/$table"
              params={{ table: place.table }}
              className="motion absolute flex flex-col justify-center rounded-md border border-line-strong bg-sheet px-3 hover:border-ink-3"
              style={{ left: place.x, top: place.y, width: BOX.width, height: BOX.height }}
            >
              <span className="truncate text-body font-medium">
                {capital(table.label || table.table)}
              </span>
              <span className="text-small text-ink-3">
                {counted(table.rows, "{n} row", "{n} rows", { n: say(table.rows) })}
              </span>
            </Link>
          );
        })}
      </div>
    </div>
  );
}
