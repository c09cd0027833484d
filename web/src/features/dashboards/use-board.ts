// One board as it is shown: what the server has, with what is on its way to it.
import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { ApiError, messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { useStore } from "@/ui/store";
import { toast } from "@/ui/toast";
import { boardQuery, sendChanges } from "./api";
import { applyAll } from "./board";
import { keys } from "./keys";
import { T } from "./strings";
import { createSync, type Sync } from "./sync";
import type { Board } from "./types";

const syncs = new WeakMap<QueryClient, Map<string, Sync>>();

export function refusal(error: unknown): string {
  if (!(error instanceof ApiError)) return messageOf(error);
  if (error.status === 409) return T.conflict;
  if (error.isOffline) return T.offline;
  return tr("The change was not kept. {why}", { why: error.message });
}

function makeSync(client: QueryClient, id: string): Sync {
  const key = keys.board(id);
  const stale = (error: unknown) =>
    error instanceof ApiError && (error.status === 409 || error.status === 404);
  return createSync({
    read: () => client.getQueryData<Board>(key),
    take: (board) => {
      const known = client.getQueryData<Board>(key)?.version ?? 0;
      if (board.version >= known) client.setQueryData(key, board);
    },
    send: (base, changes) => sendChanges(id, base, changes),
    refused: (error, again) => {
      if (stale(error)) void client.invalidateQueries({ queryKey: key, exact: true });
      const action = stale(error) ? undefined : { text: T.again, run: again };
      toast(refusal(error), "bad", action);
    },
  });
}

/** Kept outside the components: what was changed is sent also when one looks at another page. */
function syncOf(client: QueryClient, id: string): Sync {
  const mine = syncs.get(client) ?? new Map<string, Sync>();
  syncs.set(client, mine);
  const sync = mine.get(id) ?? makeSync(client, id);
  mine.set(id, sync);
  return sync;
}

export function useBoard(id: string) {
  const client = useQueryClient();
  const sync = syncOf(client, id);
  const query = useQuery(boardQuery(id));
  const { pending, undo } = useStore(sync.store);
  const saved = query.data;
  const board = useMemo(
    () =>
      saved &&
      applyAll(
        saved,
        pending.flatMap((b) => b.changes),
      ),
    [saved, pending],
  );
  return { query, board, saved, sync, saving: pending.length > 0, canUndo: undo.length > 0 };
}
