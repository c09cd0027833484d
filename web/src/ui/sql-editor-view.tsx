import { autocompletion, closeBrackets, closeCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { PostgreSQL, sql } from "@codemirror/lang-sql";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "react";
import type { SqlEditorProps } from "./sql-editor";

const INK = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--warn)" },
  { tag: tags.comment, color: "var(--ink-3)" },
]);

const LOOK = EditorView.theme({
  "&": { backgroundColor: "var(--sheet)", color: "var(--ink)", fontSize: "13px" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "2px" },
  ".cm-content": {
    fontFamily: "var(--font-mono)",
    caretColor: "var(--ink)",
    minHeight: "120px",
    padding: "12px 0",
  },
  ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--ink-3)", border: "none" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": {
    backgroundColor: "var(--accent-wash) !important",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--sheet)",
    color: "var(--ink)",
    border: "1px solid var(--line-strong)",
    borderRadius: "6px",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--on-accent)",
  },
  ".cm-scroller": { maxHeight: "420px", overflow: "auto" },
});

const language = (schema: SqlEditorProps["schema"]) =>
  sql({
    dialect: PostgreSQL,
    schema: Object.fromEntries(Object.entries(schema).map(([t, columns]) => [t, [...columns]])),
    upperCaseKeywords: true,
  });

export default function SqlEditorView(props: SqlEditorProps) {
  const { label, value, schema, insert } = props;
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const knowing = useRef(new Compartment());
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
  });

  useEffect(() => {
    if (!box.current) return;
    const { value: doc, schema: tables, label: name } = now.current;
    const run = (editor: EditorView) => {
      closeCompletion(editor);
      now.current.onRun();
      return true;
    };
    const made = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc,
        extensions: [
          // Before the usual keys, which would put a line in. Tab stays free to leave the editor.
          keymap.of([{ key: "Mod-Enter", run }]),
          lineNumbers(),
          history(),
          bracketMatching(),
          closeBrackets(),
          autocompletion(),
          keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
          knowing.current.of(language(tables)),
          syntaxHighlighting(INK),
          LOOK,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": name, "data-testid": "sql-editor" }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) now.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [label]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    view.current?.dispatch({ effects: knowing.current.reconfigure(language(schema)) });
  }, [schema]);
  useEffect(() => {
    const editor = view.current;
    if (!editor || !insert) return;
    editor.dispatch(editor.state.replaceSelection(insert.text));
    editor.focus();
  }, [insert]);

  return <div ref={box} className="overflow-hidden rounded-md border border-line-strong" />;
}
