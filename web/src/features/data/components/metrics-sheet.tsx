import { Plus } from "lucide-react";
import { useState } from "react";
import { useMay } from "@/api/session";
import type { Metric, Model } from "@/api/types";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { MetricDialog } from "./metric-dialog";
import { MetricList } from "./metric-list";

type Editing = { metric: Metric | null } | null;

/** The figures that the business knows by name; a person's own beside those that were found. */
export function MetricsSheet({ model, table }: { model: Model; table?: string }) {
  const [editing, setEditing] = useState<Editing>(null);
  const mayChange = useMay("write");
  const metrics = model.metrics.filter((m) => !table || m.table === table);
  return (
    <Sheet
      title={tr("Figures")}
      flush
      className="overflow-hidden"
      aside={
        mayChange && (
          <Button
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => setEditing({ metric: null })}
          >
            {tr("Define a figure")}
          </Button>
        )
      }
    >
      {metrics.length > 0 ? (
        <MetricList
          metrics={metrics}
          {...(mayChange && { onEdit: (metric) => setEditing({ metric }) })}
        />
      ) : (
        <p className="px-4 pb-4 text-body text-ink-2 md:px-5 md:pb-5">
          {tr(
            "A figure is a number with a name, as margin: sum(amount) - sum(cost). Questions may use it by its name.",
          )}
        </p>
      )}
      {editing && (
        <MetricDialog
          model={model}
          metric={editing.metric}
          table={table}
          onClose={() => setEditing(null)}
        />
      )}
    </Sheet>
  );
}
