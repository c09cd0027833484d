// A button that opens a short list of choices. Arrow keys move, Escape closes and gives the
// focus back; a click anywhere else closes.
import { Check } from "lucide-react";
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { cx } from "./cx";

export interface MenuItem {
  id: string;
  text: string;
  checked?: boolean;
  /** When the text is in another language than the page. */
  lang?: string;
  icon?: ReactNode;
  onSelect: () => void;
}

export interface MenuGroup {
  title?: string;
  items: MenuItem[];
}

interface MenuProps {
  /** Spoken name of the button and the list. */
  label: string;
  button: ReactNode;
  buttonClassName?: string;
  groups: MenuGroup[];
  disabled?: boolean;
  opensUp?: boolean;
}

function moveFocus(list: HTMLElement, key: string): boolean {
  const items = [...list.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to: Record<string, number> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const next = to[key];
  if (next === undefined) return false;
  items[next]?.focus();
  return true;
}

const EDGE = 8;

/**
 * Keeps the list inside the window: moved left by what stands out on the right, and above its button
 * where it stands out below and has more room there.
 */
function useInside(open: boolean) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const list = ref.current;
    if (!open || !list) return;
    list.style.left = "";
    delete list.dataset.up;
    const { clientWidth, clientHeight } = document.documentElement;
    const box = list.getBoundingClientRect();
    const over = box.right - (clientWidth - EDGE);
    if (over > 0) list.style.left = `${-over}px`;
    // What the phone's tabs cover is no room either.
    const tabs = document.querySelector("[data-tabs]")?.getBoundingClientRect().height ?? 0;
    if (box.bottom > clientHeight - tabs - EDGE && box.top > box.height + 2 * EDGE) {
      list.dataset.up = "";
    }
    list.querySelector<HTMLElement>("[aria-checked=true], [role^=menuitem]")?.focus();
  }, [open]);
  return ref;
}

export function Menu({ label, button, buttonClassName, groups, disabled, opensUp }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const list = useInside(open);

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
    trigger.current?.focus();
  }
  function onKeyDown(e: KeyboardEvent) {
    if (e.key === "Escape") close();
    else if (e.key === "Tab") setOpen(false);
    else if (!list.current || !moveFocus(list.current, e.key)) return;
    if (e.key !== "Tab") e.preventDefault();
  }

  return (
    <div ref={root} className="relative inline-block max-w-full">
      <button
        ref={trigger}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        disabled={disabled}
        className={buttonClassName}
        onClick={() => setOpen(!open)}
        onKeyDown={(e) => {
          if (e.key !== "ArrowDown") return;
          e.preventDefault();
          setOpen(true);
        }}
      >
        {button}
      </button>
      {open && (
        <div
          ref={list}
          role="menu"
          aria-label={label}
          onKeyDown={onKeyDown}
          className={cx(
            "rise absolute left-0 z-40 max-h-[min(440px,65dvh)] max-w-[min(340px,calc(100vw-32px))] min-w-48",
            "overflow-y-auto rounded-md border border-line bg-sheet p-1",
            opensUp
              ? "bottom-full mb-1"
              : "top-full mt-1 data-up:top-auto data-up:bottom-full data-up:mt-0 data-up:mb-1",
          )}
        >
          {groups.map((group, i) => (
            <MenuPart key={group.title ?? i} group={group} first={i === 0} onDone={close} />
          ))}
        </div>
      )}
    </div>
  );
}

function MenuPart({
  group,
  first,
  onDone,
}: {
  group: MenuGroup;
  first: boolean;
  onDone: () => void;
}) {
  return (
    <div
      role="group"
      aria-label={group.title}
      className={cx(!first && "mt-1 border-t border-line pt-1")}
    >
      {group.title && <p className="px-2 pt-1 text-small text-ink-3">{group.title}</p>}
      {group.items.map((item) => (
        <button
          key={item.id}
          type="button"
          role={item.checked === undefined ? "menuitem" : "menuitemradio"}
          aria-checked={item.checked}
          tabIndex={-1}
          className={cx(
            "control motion flex w-full items-center gap-2 rounded-sm px-2 text-left text-small",
            "hover:bg-wash focus:bg-wash focus:outline-none",
          )}
          onClick={() => {
            onDone();
            item.onSelect();
          }}
        >
          {item.icon}
          <span lang={item.lang} className="min-w-0 flex-1 break-words">
            {item.text}
          </span>
          {item.checked && <Check size={16} aria-hidden="true" className="text-accent" />}
        </button>
      ))}
    </div>
  );
}
