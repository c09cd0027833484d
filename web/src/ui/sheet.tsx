import { useId, type ReactNode } from "react";
import { cx } from "./cx";

interface SheetProps {
  /** Of the section, for a link to it. */
  id?: string;
  title?: string;
  aside?: ReactNode;
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A sheet of paper: hairline border, no shadow. `flush` lets the content reach the edges. */
export function Sheet({ id: anchor, title, aside, flush, className, children }: SheetProps) {
  const id = useId();
  return (
    <section
      id={anchor}
      aria-labelledby={title ? id : undefined}
      className={cx("rounded-md border border-line bg-sheet", className)}
    >
      {title && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-4 pb-2 md:px-5">
          <h2 id={id} className="text-body font-semibold">
            {title}
          </h2>
          {aside}
        </div>
      )}
      <div
        className={cx(!flush && "px-4 pb-4 md:px-5 md:pb-5", !flush && !title && "pt-4 md:pt-5")}
      >
        {children}
      </div>
    </section>
  );
}
