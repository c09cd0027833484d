import { Pencil } from "lucide-react";
import type { Metric } from "@/api/types";
import { tr } from "@/format/words";
import { IconButton } from "@/ui/button";

interface MetricListProps {
  metrics: Metric[];
  /** Absent for who may only look. */
  onEdit?: (metric: Metric) => void;
}

export function MetricList({ metrics, onEdit }: MetricListProps) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {metrics.map((metric) => (
        <li key={metric.name} className="flex items-start gap-3 px-4 py-3 md:px-5">
          <div className="min-w-0 flex-1">
            <p className="text-body font-medium">
              {metric.label || metric.name}
              {metric.unit && (
                <span className="font-normal text-ink-3">
                  {" "}
                  {tr("in {unit}", { unit: metric.unit })}
                </span>
              )}
            </p>
            <code className="font-mono text-small break-words text-ink-2">
              {metric.expression}
              {metric.filter && ` where ${metric.filter}`}
            </code>
            {metric.synonyms.length > 0 && (
              <p className="text-small text-ink-3">
                {tr("also called {names}", { names: metric.synonyms.join(", ") })}
              </p>
            )}
          </div>
          {onEdit && (
            <IconButton
              label={tr("Change {what}", { what: metric.label || metric.name })}
              side="left"
              onClick={() => onEdit(metric)}
            >
              <Pencil size={16} aria-hidden="true" />
            </IconButton>
          )}
        </li>
      ))}
    </ul>
  );
}
