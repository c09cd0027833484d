import { X } from "lucide-react";
import { messageOf } from "@/api/client";
import type { Plan } from "@/api/types";
import { formatAgo } from "@/format/date";
import { tr } from "@/format/words";
import { Button, IconButton } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Sheet } from "@/ui/sheet";
import { toast } from "@/ui/toast";
import { useSaved, useSavedChanges, useTakeAlong, type Saved } from "../saved";
import { T } from "../strings";

interface SavedListProps {
  onSql: (sql: string) => void;
  onPlan: (plan: Plan) => void;
}

/** What was kept by name: statements, and questions put together by hand. */
export function SavedList({ onSql, onPlan }: SavedListProps) {
  useTakeAlong();
  const query = useSaved();
  const { remove, restore } = useSavedChanges();
  const items = query.data ?? [];
  async function removeOne({ id }: Saved) {
    try {
      await remove.mutateAsync(id);
      toast(T.removed, "good", { text: T.undo, run: () => restore.mutate(id) });
    } catch (error) {
      toast(messageOf(error), "bad");
    }
  }
  const open = ({ sql, plan }: Saved) => {
    if (sql) onSql(sql);
    else if (plan) onPlan(plan);
  };
  if (query.isError) {
    return (
      <Notice
        severity="bad"
        title={tr("What you saved could not be read")}
        action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
      >
        <p className="text-small text-ink-2">{messageOf(query.error)}</p>
      </Notice>
    );
  }
  if (items.length === 0) return null;
  return (
    <Sheet title={T.saved} flush>
      <ul className="max-h-72 divide-y divide-line overflow-y-auto border-t border-line">
        {items.map((item) => (
          <li key={item.id} className="flex items-start">
            <button
              type="button"
              title={item.sql ?? item.name}
              onClick={() => open(item)}
              className="min-w-0 flex-1 px-4 py-2 text-left hover:bg-wash focus-visible:outline-offset-[-2px]"
            >
              <span className="line-clamp-2 text-small break-words">{item.name}</span>
              <span className="block text-small text-ink-3">
                {[item.sql ? "SQL" : T.build, formatAgo(item.updated_at, new Date()), item.author]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </button>
            {item.may_edit !== false && (
              <IconButton
                label={tr("Remove {name}", { name: item.name })}
                side="left"
                onClick={() => void removeOne(item)}
              >
                <X size={16} aria-hidden="true" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
