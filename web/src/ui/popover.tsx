// A button that opens a small panel beside it: fields, a list to search. Escape and a click
// elsewhere close it; the focus goes in, and comes back.
import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { cx } from "./cx";

interface PopoverProps {
  /** Spoken name of the button and the panel. */
  label: string;
  button: ReactNode;
  buttonClassName?: string;
  children: (close: () => void) => ReactNode;
}

const EDGE = 8;

/** Moved left by what stands out of the window on the right. */
function pullInside(panel: HTMLElement) {
  panel.style.transform = "";
  if (getComputedStyle(panel).position === "fixed") return;
  const over = panel.getBoundingClientRect().right - (document.documentElement.clientWidth - EDGE);
  if (over > 0) panel.style.transform = `translateX(${-over}px)`;
}

function useInside(open: boolean) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const panel = ref.current;
    if (!open || !panel) return;
    const pull = () => pullInside(panel);
    pull();
    panel.querySelector<HTMLElement>("input, select, button, [tabindex='0']")?.focus();
    addEventListener("resize", pull);
    return () => removeEventListener("resize", pull);
  }, [open]);
  return ref;
}

export function Popover({ label, button, buttonClassName, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const panel = useInside(open);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const outside = (e: PointerEvent) => {
      if (!root.current?.contains(e.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  function close() {
    setOpen(false);
    document.getElementById(`${id}-button`)?.focus();
  }
  return (
    <div
      ref={root}
      className="relative inline-block max-w-full"
      onKeyDown={(e) => {
        if (e.key !== "Escape" || !open) return;
        e.stopPropagation();
        close();
      }}
      onBlur={(e) => {
        if (e.relatedTarget && !e.currentTarget.contains(e.relatedTarget)) setOpen(false);
      }}
    >
      <button
        id={`${id}-button`}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        className={buttonClassName}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div
          ref={panel}
          id={id}
          role="dialog"
          aria-label={label}
          className={cx(
            "rise absolute top-full left-0 z-40 mt-1 w-72 max-w-[calc(100vw-32px)]",
            "rounded-md border border-line bg-sheet p-3",
            // On a phone it stands above the tabs, where the thumb is.
            "max-md:fixed max-md:inset-x-4 max-md:top-auto max-md:bottom-[calc(var(--tabs-height)+16px)] max-md:w-auto",
          )}
        >
          {children(close)}
        </div>
      )}
    </div>
  );
}
