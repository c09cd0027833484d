import type { ReactNode } from "react";
import { cx } from "./cx";

export type Tone = "plain" | "accent" | "good" | "warn" | "bad";

const TONES: Record<Tone, string> = {
  plain: "bg-wash text-ink-2",
  accent: "bg-accent-wash text-accent",
  good: "bg-good-wash text-good",
  warn: "bg-warn-wash text-warn",
  bad: "bg-bad-wash text-bad",
};

/** A small word on a ground; the colour repeats what the word says. */
export function Badge({
  tone = "plain",
  icon,
  wraps = false,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  /** Where a narrow tile may be narrower than its words. */
  wraps?: boolean;
  children: ReactNode;
}) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1 rounded-sm py-0.5 text-small font-medium",
        wraps ? "max-w-full px-1.5 sm:px-2" : "px-2 whitespace-nowrap",
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
