import { useNavigate, useSearch } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useMay } from "@/api/session";
import { tr } from "@/format/words";
import { useSuggestions } from "@/features/ask/api";
import { useBoards } from "@/features/dashboards/api";
import { useModel, useTables } from "@/features/data/api";
import { focusQuestion, QUESTION_ID } from "@/ui/question-focus";
import { setTheme } from "@/ui/theme";
import { findAll, type Find } from "./finds";
import { FindList } from "./find-list";
import { dropDraft, useCarriedFocus, useDraft } from "./draft";
import { VoiceButton } from "./voice-button";

const ASK = "/ask";

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable]") !== null;

function useShortcut() {
  useEffect(() => {
    const onKey = (e: globalThis.KeyboardEvent) => {
      const slash = e.key === "/" && !e.ctrlKey && !e.metaKey && !isTyping(e.target);
      const ctrlK = e.key.toLowerCase() === "k" && (e.ctrlKey || e.metaKey);
      if (!slash && !ctrlK) return;
      e.preventDefault();
      focusQuestion();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

function useOpenFind() {
  const navigate = useNavigate();
  return (find: Find) => {
    if (find.kind === "question") void navigate({ to: "/ask", search: { q: find.text } });
    if (find.kind === "page") void navigate({ to: find.to });
    if (find.kind === "board") {
      void navigate({ to: "/boards/$board", params: { board: find.board } });
    }
    if (find.kind === "metric") void navigate({ to: "/ask", search: { q: find.text } });
    if (find.kind === "table") void navigate({ to: "/data/$table", params: { table: find.table } });
    if (find.kind !== "action") return;
    if (find.action === "choose") void navigate({ to: "/data" });
    else setTheme(find.action === "dark" ? "dark" : "light");
  };
}

/** On every page: asks, and finds boards, measures, tables, pages and actions on the way. */
export function QuestionBar() {
  const { q = "" } = useSearch({ strict: false });
  return <Bar key={q} asked={q} />;
}

function Bar({ asked }: { asked: string }) {
  const [text, setText] = useDraft(asked);
  const [open, setOpen] = useState(false);
  // What there is to find is asked for when somebody comes to the bar.
  const [used, setUsed] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const openFind = useOpenFind();
  const found = {
    tables: useTables(used).data ?? [],
    boards: useBoards(used).data ?? [],
    metrics: useModel(used).data?.metrics ?? [],
    suggestions: useSuggestions(used).data ?? [],
    mayWrite: useMay("write"),
  };
  useShortcut();
  useCarriedFocus(input);

  const finds = findAll(text === asked ? "" : text, found);
  const shown = open && finds.length > 0;

  function choose(find: Find) {
    setOpen(false);
    setAt(-1);
    input.current?.blur();
    setText(find.kind === "question" ? find.text : "");
    dropDraft();
    openFind(find);
  }
  function submit() {
    const find = shown ? finds[at] : undefined;
    const question = text.trim();
    if (find) choose(find);
    else if (question) choose({ kind: "question", text: question });
  }
  function onKeyDown(e: KeyboardEvent) {
    if (e.key === "Escape") {
      setOpen(false);
      setAt(-1);
    }
    if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return;
    e.preventDefault();
    setOpen(true);
    const count = finds.length + 1; // one place for "nothing chosen"
    setAt(((at + 1 + (e.key === "ArrowDown" ? 1 : -1) + count) % count) - 1);
  }

  return (
    <form
      role="search"
      // As it is drawn at build time it works by itself, before the program is there.
      action={ASK}
      className="relative w-full"
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      <Search
        size={20}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-3"
      />
      <input
        ref={input}
        id={QUESTION_ID}
        type="text"
        name="q"
        role="combobox"
        aria-label={tr("Ask anything about your business")}
        aria-expanded={shown}
        aria-controls={shown ? listId : undefined}
        aria-activedescendant={shown && at >= 0 ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        enterKeyHint="search"
        maxLength={2000}
        placeholder={tr("Ask anything about your business")}
        className="h-11 w-full truncate rounded-md border border-line-strong bg-sheet pr-12 pl-10 text-body md:pr-24"
        value={text}
        onChange={(e) => {
          setText(e.target.value);
          setOpen(true);
          setAt(-1);
        }}
        onFocus={() => {
          setUsed(true);
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <span className="absolute top-1/2 right-1 flex -translate-y-1/2 items-center gap-2 md:right-3">
        <VoiceButton
          onText={setText}
          onDone={(heard) => choose({ kind: "question", text: heard })}
        />
        <kbd
          aria-hidden="true"
          className="pointer-events-none hidden rounded-sm border border-line px-2 font-mono text-small text-ink-3 md:block"
        >
          /
        </kbd>
      </span>
      {shown && <FindList id={listId} finds={finds} at={at} onChoose={choose} />}
    </form>
  );
}
