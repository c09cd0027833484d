import { messageOf } from "@/api/client";
import type * as wire from "@/api/wire";
import { tr } from "@/format/words";
import { toast } from "@/ui/toast";
import { useDeletedTableActions } from "../api";

/** What was deleted, or whose rows an import exchanged. */
type Gone = Pick<wire.DeletedTable, "id" | "table" | "exchanged">;

/** Brings a table back, and says under which name when it had to take another. */
export function useRestore() {
  const { restore } = useDeletedTableActions();
  const bringBack = async ({ id, table: old, exchanged }: Gone): Promise<boolean> => {
    try {
      const { table, put_aside: instead } = await restore(id, exchanged);
      const undo = instead && {
        text: tr("Undo"),
        run: () => void bringBack({ id: instead, table, exchanged: true }),
      };
      toast(
        table === old
          ? tr("{table} is back as it was.", { table })
          : tr("There is a table {old} again, so the one you restored is now {table}.", {
              old,
              table,
            }),
        "good",
        undo || undefined,
      );
      return true;
    } catch (error) {
      toast(messageOf(error), "bad");
      return false;
    }
  };
  return bringBack;
}
