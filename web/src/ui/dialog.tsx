// The browser's own modal dialog: it keeps the focus inside and gives it back. What carries
// data-focus has it first; autoFocus comes before the dialog is open, and is lost.
import { X } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { tr } from "@/format/words";
import { IconButton } from "./button";
import { cx } from "./cx";

const SIZES = {
  small: "m-auto w-[min(480px,calc(100vw-32px))]",
  wide: "m-auto w-[min(1120px,calc(100vw-32px))] max-md:m-0 max-md:h-dvh max-md:max-h-dvh max-md:w-dvw max-md:max-w-dvw max-md:rounded-none max-md:border-0",
  /** Along the right edge, as high as the window. */
  side: "m-0 ml-auto h-dvh max-h-dvh w-[min(400px,100vw)] max-w-dvw rounded-none border-y-0 border-r-0",
};

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
  size?: keyof typeof SIZES;
}

export function Dialog({ title, open, onClose, children, actions, size = "small" }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>("[data-focus]")?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onClose={onClose}
      className={cx(
        "rounded-md border border-line bg-sheet p-0 text-ink backdrop:bg-(--scrim)",
        SIZES[size],
      )}
    >
      {open && (
        <div className="rise flex flex-col gap-4 p-5">
          <div className="flex items-start justify-between gap-3">
            <h2 id={id} className="text-title font-semibold">
              {title}
            </h2>
            <IconButton label={tr("Close")} side="left" className="-mt-1 -mr-2" onClick={onClose}>
              <X size={20} aria-hidden="true" />
            </IconButton>
          </div>
          <div className="flex flex-col gap-4 text-body text-ink-2">{children}</div>
          {actions && <div className="flex flex-wrap justify-end gap-2">{actions}</div>}
        </div>
      )}
    </dialog>
  );
}
