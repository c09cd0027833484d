import { CircleAlert, CircleCheck } from "lucide-react";
import { tr } from "@/format/words";
import { formatCell } from "@/format/value";
import { useFormat } from "@/ui/preferences";
import { useMetricCheck } from "../api";

interface MetricCheckProps {
  table: string;
  expression: string;
  filter: string;
  unit: string;
}

/** What the formula gives now over all rows, or what is wrong with it. */
export function MetricCheck({ table, expression, filter, unit }: MetricCheckProps) {
  const format = useFormat();
  const check = useMetricCheck({ table, expression, filter });
  if (!expression.trim() || !check.data) return <p className="h-5" aria-live="polite" />;
  const { ok, message, value } = check.data;
  const Icon = ok ? CircleCheck : CircleAlert;
  const column = { name: "", type: "float", role: "measure", unit };
  return (
    <p
      aria-live="polite"
      className={ok ? "flex gap-2 text-small text-good" : "flex gap-2 text-small text-bad"}
    >
      <Icon size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
      {ok ? tr("Now: {value}", { value: formatCell(value ?? null, column, format) }) : message}
    </p>
  );
}
