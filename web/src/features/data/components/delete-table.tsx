import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { toast } from "@/ui/toast";
import { useDeleteTable } from "../api";
import { useRestore } from "./use-restore";

/** Asks nothing: the table stays under "Recently deleted", and Undo brings it back at once. */
export function DeleteTable({ table, label }: { table: string; label: string }) {
  const navigate = useNavigate();
  const restore = useRestore();
  const remove = useDeleteTable(async (deleted) => {
    toast(tr("{label} is deleted. It is kept for 7 days.", { label }), "good", {
      text: tr("Undo"),
      run: () => void restore(deleted),
    });
    await navigate({ to: "/data" });
  });
  return (
    <Button
      look="danger"
      disabled={remove.isPending}
      icon={<Trash2 size={16} aria-hidden="true" />}
      onClick={() => remove.mutate(table, { onError: (error) => toast(messageOf(error), "bad") })}
    >
      {remove.isPending ? tr("Deleting") : tr("Delete")}
    </Button>
  );
}
