import { messageOf } from "@/api/client";
import type * as wire from "@/api/wire";
import { tr } from "@/format/words";
import { toast } from "@/ui/toast";
import { useDeletedTableActions } from "../api";

/** Brings a deleted table back, and says under which name when it had to take another. */
export function useRestore() {
  const { restore } = useDeletedTableActions();
  return async (deleted: wire.DeletedTable) => {
    try {
      const table = await restore(deleted.id);
      toast(
        table === deleted.table
          ? tr("{table} is back as it was.", { table })
          : tr("There is a table {old} again, so the one you restored is now {table}.", {
              old: deleted.table,
              table,
            }),
      );
    } catch (error) {
      toast(messageOf(error), "bad");
    }
  };
}
