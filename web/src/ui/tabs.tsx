import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import { cx } from "./cx";

export interface Tab {
  id: string;
  text: string;
  count?: string;
  panel: () => ReactNode;
}

interface TabsProps {
  label: string;
  tabs: Tab[];
  current: string;
  onChange: (id: string) => void;
}

/** On a phone the chosen tab may stand outside its strip: the strip moves, never the page. */
function showWhole(list: HTMLElement | null, at: number): void {
  const tab = list?.children[at]?.getBoundingClientRect();
  if (!list || !tab) return;
  const room = list.getBoundingClientRect();
  if (tab.right > room.right) list.scrollLeft += tab.right - room.right;
  if (tab.left < room.left) list.scrollLeft -= room.left - tab.left;
}

export function Tabs({ label, tabs, current, onChange }: TabsProps) {
  const base = useId();
  const at = Math.max(
    0,
    tabs.findIndex((t) => t.id === current),
  );
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => showWhole(list.current, at), [at]);
  function onKeyDown(e: KeyboardEvent<HTMLDivElement>) {
    const step = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
    const next = step && tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.id);
    document.getElementById(`${base}-${next.id}`)?.focus();
  }
  return (
    <div className="flex flex-col gap-4">
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex gap-1 overflow-x-auto border-b border-line"
      >
        {tabs.map((tab, i) => (
          <button
            key={tab.id}
            id={`${base}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={i === at}
            aria-controls={i === at ? `${base}-panel` : undefined}
            tabIndex={i === at ? 0 : -1}
            onClick={() => onChange(tab.id)}
            className={cx(
              "control motion -mb-px border-b-2 px-3 text-body whitespace-nowrap",
              "focus-visible:outline-offset-[-2px]",
              i === at
                ? "border-accent font-medium text-ink"
                : "border-transparent text-ink-2 hover:text-ink",
            )}
          >
            {tab.text}
            {tab.count !== undefined && <span className="ml-2 text-ink-3">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div
        key={tabs[at]?.id}
        id={`${base}-panel`}
        role="tabpanel"
        aria-labelledby={`${base}-${tabs[at]?.id ?? ""}`}
      >
        {tabs[at]?.panel()}
      </div>
    </div>
  );
}
