// A button that opens a list to search in: for a choice among many, such as columns. Arrow keys
// move, Enter takes, Escape closes; the list is grouped and shows the best of what is typed.
import { ChevronDown } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { tr } from "@/format/words";
import { cx } from "./cx";

export interface ComboOption {
  id: string;
  text: string;
  group?: string;
  note?: string;
}

interface ComboProps {
  label: string;
  button?: ReactNode;
  buttonClassName?: string;
  options: readonly ComboOption[];
  value?: string;
  onChoose: (id: string) => void;
}

const SHOWN_MAX = 200;

/** Every word typed begins a word of the option, or of its group. */
export function comboMatches(option: ComboOption, typed: string): boolean {
  const words = `${option.text} ${option.group ?? ""} ${option.note ?? ""}`
    .toLowerCase()
    .split(/[\s_.]+/);
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((t) => words.some((w) => w.startsWith(t)));
}

export function Combo({ label, button, buttonClassName, options, value, onChoose }: ComboProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const chosen = options.find((o) => o.id === value);
  useEffect(() => {
    if (!open) return;
    const outside = (e: PointerEvent) => {
      if (!root.current?.contains(e.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  return (
    <div ref={root} className="relative inline-block max-w-full">
      <button
        ref={trigger}
        type="button"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={chosen ? `${label}: ${chosen.text}` : label}
        className={
          buttonClassName ??
          "control motion inline-flex max-w-full items-center gap-2 rounded-md border border-line-strong bg-sheet px-3 text-small hover:bg-wash aria-expanded:border-accent"
        }
        onClick={() => setOpen(!open)}
      >
        {button ?? (
          <>
            <span className="min-w-0 truncate">{chosen?.text ?? label}</span>
            <ChevronDown size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
          </>
        )}
      </button>
      {open && (
        <List
          label={label}
          options={options}
          value={value}
          onClose={close}
          onChoose={(id) => {
            close();
            onChoose(id);
          }}
        />
      )}
    </div>
  );
}

interface ListProps extends Pick<ComboProps, "label" | "options" | "value" | "onChoose"> {
  onClose: () => void;
}

function List({ label, options, value, onChoose, onClose }: ListProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const found = options.filter((o) => comboMatches(o, typed)).slice(0, SHOWN_MAX);
  useEffect(() => {
    const list = box.current;
    input.current?.focus({ preventScroll: true });
    if (!list) return;
    const over = list.getBoundingClientRect().right - (document.documentElement.clientWidth - 8);
    if (over > 0) list.style.transform = `translateX(${-over}px)`;
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [id, at]);
  function onKeyDown(e: KeyboardEvent) {
    const step = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    const option = found[at];
    if (step) setAt((at + step + found.length) % Math.max(1, found.length));
    else if (e.key === "Enter" && option) onChoose(option.id);
    else if (e.key === "Escape") onClose();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }
  return (
    <div
      ref={box}
      className="rise absolute top-full left-0 z-40 mt-1 w-[min(320px,calc(100vw-32px))] rounded-md border border-line-strong bg-sheet p-1"
    >
      <input
        ref={input}
        role="combobox"
        aria-label={tr("Find: {label}", { label })}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        autoComplete="off"
        placeholder={tr("Type to find")}
        value={typed}
        onChange={(e) => {
          setTyped(e.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="control w-full rounded-sm border border-line-strong bg-sheet px-2 text-body"
      />
      <ul id={id} role="listbox" aria-label={label} className="mt-1 max-h-72 overflow-y-auto">
        {found.map((option, i) => (
          <li
            key={option.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={option.id === value}
            onPointerDown={(e) => e.preventDefault()}
            onClick={() => onChoose(option.id)}
            className={cx(
              "control flex cursor-pointer flex-col justify-center rounded-sm px-2 py-1 text-small hover:bg-wash",
              i === at && "bg-wash",
            )}
          >
            {option.group !== found[i - 1]?.group && option.group && (
              <span className="text-ink-3">{option.group}</span>
            )}
            <span className="break-words">{option.text}</span>
          </li>
        ))}
        {found.length === 0 && (
          <li
            role="option"
            aria-selected="false"
            aria-disabled="true"
            className="p-2 text-small text-ink-2"
          >
            {tr("Nothing is called that.")}
          </li>
        )}
      </ul>
    </div>
  );
}
