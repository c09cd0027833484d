// Queries that are kept by name on the server, so that every browser has them.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { request } from "@/api/client";
import type { Model, Plan } from "@/api/types";
import type * as wire from "@/api/wire";
import { capital } from "@/format/text";
import { tr } from "@/format/words";
import { readSaved, save } from "@/ui/store";

export interface Saved extends Omit<wire.Saved, "plan"> {
  plan?: Plan;
}

/** A statement or a plan, with a name. */
export type NewSaved = Pick<Saved, "name" | "sql" | "plan">;

const KEY = ["explore", "saved"] as const;

export function useSaved() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => request<{ saved: Saved[] }>("/saved", { signal }),
    select: (list) => list.saved,
  });
}

const keep = (body: NewSaved) => request<Saved>("/saved", { method: "POST", body });

export function useSavedChanges() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: KEY });
  const put = useMutation({ mutationFn: keep, onSettled });
  const remove = useMutation({
    mutationFn: (id: string) => request(`/saved/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSettled,
  });
  const restore = useMutation({
    mutationFn: (id: string) =>
      request(`/saved/${encodeURIComponent(id)}/restore`, { method: "POST" }),
    onSettled,
  });
  return { put, remove, restore };
}

const NAME_MAX = 60;

/** A name for who gives none: how the statement begins. */
export function nameOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= NAME_MAX ? line : `${line.slice(0, NAME_MAX - 1).trimEnd()}…`;
}

const FROM = /\bfrom\s+("[^"]+"|[\w.]+)/i;
const GROUPS = /\bgroup\s+by\s+([^;]+?)(?:\border\s+by\b|\bhaving\b|\blimit\b|;|$)/i;
const PLAIN = /^(?:\w+\.)?("[^"]+"|[a-z_]\w*)$/i;

/** What a statement is about, from where it reads and what it groups by; "" where it does not say. */
export function nameOfSql(sql: string, model: Model): string {
  const bare = (name: string) => name.replace(/"/g, "");
  const found = bare(FROM.exec(sql)?.[1] ?? "");
  const table = model.tables.find((t) => t.table === found);
  const labelOf = (column: string) =>
    table?.columns.find((c) => c.column === column)?.label || column.replace(/_/g, " ");
  const groups = (GROUPS.exec(sql.replace(/\s+/g, " "))?.[1] ?? "")
    .split(",")
    .flatMap((part) => PLAIN.exec(part.trim())?.[1] ?? [])
    .map((name) => labelOf(bare(name)));
  const what = capital(table?.label || found.replace(/_/g, " "));
  if (!what || groups.length === 0) return what;
  return nameOf(tr("{what} by {groups}", { what, groups: groups.join(", ") }));
}

const LOCAL = "munim.sql.saved";

function localOnes(): string[] {
  try {
    const list: unknown = JSON.parse(readSaved(LOCAL) ?? "[]");
    const texts = Array.isArray(list) ? list.map((k: { sql?: unknown }) => k.sql) : [];
    return texts.filter((sql): sql is string => typeof sql === "string" && sql !== "");
  } catch {
    return []; // somebody else's text
  }
}

/** What this browser kept by itself goes to the server, once; what is refused stays. */
export function useTakeAlong() {
  const client = useQueryClient();
  useEffect(() => {
    const all = localOnes();
    if (all.length === 0) return;
    save(LOCAL, "[]");
    const take = async () => {
      const sent = await Promise.allSettled(all.map((sql) => keep({ name: nameOf(sql), sql })));
      const left = all.filter((_, i) => sent[i]?.status === "rejected");
      if (left.length > 0) save(LOCAL, JSON.stringify(left.map((sql) => ({ sql }))));
      await client.invalidateQueries({ queryKey: KEY });
    };
    void take();
  }, [client]);
}
