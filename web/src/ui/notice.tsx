import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type Severity = "info" | "good" | "warn" | "bad";

const LOOKS = {
  info: { Icon: Info, ink: "text-ink-2", ground: "bg-wash" },
  good: { Icon: CircleCheck, ink: "text-good", ground: "bg-good-wash" },
  warn: { Icon: TriangleAlert, ink: "text-warn", ground: "bg-warn-wash" },
  bad: { Icon: CircleAlert, ink: "text-bad", ground: "bg-bad-wash" },
};

export function SeverityIcon({ severity, size = 16 }: { severity: Severity; size?: 16 | 20 }) {
  const { Icon, ink } = LOOKS[severity];
  return <Icon size={size} aria-hidden="true" className={cx("mt-1 shrink-0", ink)} />;
}

interface NoticeProps {
  severity: Severity;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Spoken at once when it appears. */
  live?: boolean;
}

export function Notice({ severity, title, children, action, live }: NoticeProps) {
  return (
    <div
      role={live ? "alert" : undefined}
      className={cx(
        "flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md p-3",
        LOOKS[severity].ground,
      )}
    >
      <SeverityIcon severity={severity} />
      <div className="min-w-0 flex-1 text-body break-words">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
