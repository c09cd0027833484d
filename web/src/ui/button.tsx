import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx";

type Look = "primary" | "plain" | "quiet" | "danger";

const LOOKS: Record<Look, string> = {
  primary: "bg-accent text-on-accent border-transparent hover:opacity-90",
  plain: "bg-sheet text-ink border-line hover:bg-wash",
  quiet:
    "bg-transparent text-ink-2 border-transparent hover:bg-wash hover:text-ink aria-expanded:bg-wash aria-expanded:text-ink",
  danger: "bg-sheet text-bad border-line hover:bg-bad-wash",
};

export function buttonClass(look: Look = "plain", extra?: string): string {
  return cx(
    "control motion inline-flex items-center justify-center gap-2 rounded-md border px-3",
    "text-small font-medium whitespace-nowrap select-none disabled:opacity-50",
    LOOKS[look],
    extra,
  );
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  icon?: ReactNode;
}

export function Button({ look, icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={buttonClass(look, className)} {...rest}>
      {icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  label: string;
  children: ReactNode;
  /** Where the tooltip stands; "left" near the right edge of the page. */
  side?: "below" | "left";
}

/** An icon alone, with its name as label and as a tooltip on hover and focus. */
export function IconButton({
  label,
  children,
  side = "below",
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className={cx(
        "group control-square motion relative inline-flex items-center justify-center rounded-md",
        "text-ink-2 hover:bg-wash hover:text-ink disabled:opacity-50",
        className,
      )}
      {...rest}
    >
      {children}
      <span
        aria-hidden="true"
        className={cx(
          "motion pointer-events-none invisible absolute z-30 rounded-sm bg-ink px-2 py-1 text-small",
          "whitespace-nowrap text-paper opacity-0 group-hover:visible group-hover:opacity-100",
          "group-focus-visible:visible group-focus-visible:opacity-100",
          side === "below" ? "top-full left-1/2 mt-1 -translate-x-1/2" : "right-full mr-1",
        )}
      >
        {label}
      </span>
    </button>
  );
}
