// Short news at the foot of the page: "Saved". One at a time; it can carry one action.
import { X } from "lucide-react";
import { useEffect } from "react";
import { tr } from "@/format/words";
import { Button, IconButton } from "./button";
import { SeverityIcon, type Severity } from "./notice";
import { createStore, useStore } from "./store";

interface Toast {
  text: string;
  severity: Severity;
  action?: { text: string; run: () => void };
}

const toastStore = createStore<Toast | null>(null);
const SHOWN_MS = 6000;

export function toast(text: string, severity: Severity = "good", action?: Toast["action"]): void {
  toastStore.set({ text, severity, action });
}

export function Toaster() {
  const current = useStore(toastStore);
  useEffect(() => {
    if (!current || current.severity === "bad") return;
    const timer = setTimeout(() => toastStore.set(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [current]);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--tabs-height)+16px)] z-50 flex justify-center md:bottom-6"
    >
      {current && (
        <div className="rise pointer-events-auto flex max-w-xl items-start gap-3 rounded-md border border-line-strong bg-sheet py-2 pr-2 pl-4">
          <SeverityIcon severity={current.severity} />
          <p className="min-w-0 flex-1 text-body break-words">{current.text}</p>
          {current.action && (
            <Button
              look="quiet"
              onClick={() => {
                current.action?.run();
                toastStore.set(null);
              }}
            >
              {current.action.text}
            </Button>
          )}
          <IconButton
            label={tr("Dismiss")}
            side="left"
            className="-my-1.5"
            onClick={() => toastStore.set(null)}
          >
            <X size={16} aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </div>
  );
}
