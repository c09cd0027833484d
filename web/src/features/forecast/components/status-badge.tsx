import { CircleAlert, CircleCheck, CircleHelp, Clock } from "lucide-react";
import { Badge, type Tone } from "@/ui/badge";
import { STATUS } from "../strings";

const LOOKS: Record<string, { Icon: typeof Clock; tone: Tone }> = {
  out_of_stock: { Icon: CircleAlert, tone: "bad" },
  order_now: { Icon: CircleAlert, tone: "bad" },
  order_soon: { Icon: Clock, tone: "warn" },
  enough: { Icon: CircleCheck, tone: "good" },
  unknown: { Icon: CircleHelp, tone: "plain" },
};

export function StatusBadge({ status }: { status: string }) {
  const look = LOOKS[status] ?? { Icon: CircleHelp, tone: "plain" as Tone };
  return (
    <Badge tone={look.tone} icon={<look.Icon size={16} aria-hidden="true" />}>
      {STATUS[status] ?? status}
    </Badge>
  );
}
