// Finds one product, category or store: a field with a list below it. Arrow keys move, Enter takes,
// Escape closes (ARIA combobox with a listbox).
import { Search } from "lucide-react";
import { useId, useState, type KeyboardEvent } from "react";
import { tr } from "@/format/words";
import { cx } from "@/ui/cx";
import { Field, Input } from "@/ui/field";
import { useThings } from "../api";
import { T } from "../strings";

interface PickerProps {
  level: string;
  label: string;
  /** The name of what is chosen; "" none. */
  current: string;
  onPick: (key: string) => void;
}

export function Picker({ level, label, current, onPick }: PickerProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const list = useId();
  const open = typed !== null;
  const things = useThings(level, typed ?? "").data;
  const found = things?.level === level ? things.things : [];

  function close() {
    setTyped(null);
    setAt(0);
  }
  function pick(index: number) {
    const thing = found[index];
    if (!thing) return;
    close();
    onPick(thing.key);
  }
  function onKeyDown(e: KeyboardEvent) {
    const step = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      e.preventDefault();
      if (!open) setTyped("");
      else setAt((at + step + found.length) % Math.max(1, found.length));
    } else if (e.key === "Enter" && open) {
      e.preventDefault();
      pick(at);
    } else if (e.key === "Escape" && open) {
      e.preventDefault();
      close();
    }
  }
  return (
    <Field label={tr("Find a {label}", { label })}>
      {(ids) => (
        <div className="relative">
          <Search
            size={16}
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-3"
          />
          <Input
            {...ids}
            role="combobox"
            aria-expanded={open}
            aria-controls={open ? list : undefined}
            aria-autocomplete="list"
            aria-activedescendant={open && found[at] ? `${list}-${at}` : undefined}
            autoComplete="off"
            spellCheck={false}
            className="pl-9"
            placeholder={tr("Type a name, or choose a {label}", { label })}
            value={typed ?? current}
            onFocus={(e) => e.target.select()}
            onClick={() => !open && setTyped("")}
            onChange={(e) => {
              setTyped(e.target.value);
              setAt(0);
            }}
            onBlur={close}
            onKeyDown={onKeyDown}
          />
          {open && (
            <ul
              id={list}
              role="listbox"
              aria-label={label}
              className="rise absolute inset-x-0 top-full z-40 mt-1 max-h-80 overflow-y-auto rounded-md border border-line-strong bg-sheet p-1"
            >
              {found.map((thing, i) => (
                <li
                  key={thing.key}
                  id={`${list}-${i}`}
                  role="option"
                  aria-selected={i === at}
                  // The press must not take the focus from the field before the click comes.
                  onPointerDown={(e) => e.preventDefault()}
                  onClick={() => pick(i)}
                  className={cx(
                    "control flex cursor-pointer items-center gap-3 rounded-sm px-2 text-body hover:bg-wash",
                    i === at && "bg-wash",
                  )}
                >
                  <span className="min-w-0 flex-1 truncate">{thing.name}</span>
                  <span className="max-w-28 shrink-0 truncate text-small text-ink-3">
                    {thing.category ?? (thing.key === thing.name ? "" : thing.key)}
                  </span>
                </li>
              ))}
              {found.length === 0 && (
                <li className="px-2 py-2 text-small text-ink-2">{T.nothingFound}</li>
              )}
            </ul>
          )}
        </div>
      )}
    </Field>
  );
}
