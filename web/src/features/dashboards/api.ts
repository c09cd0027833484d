// Fetchers and hooks of boards.
import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { messageOf, request } from "@/api/client";
import { tr } from "@/format/words";
import { toast } from "@/ui/toast";
import { keys } from "./keys";
import { T } from "./strings";
import type { Board, BoardBrief, Card, Change, Template } from "./types";

interface List {
  dashboards: BoardBrief[];
}

/** Where a board is read from: by who works on it, or by who was given a link. */
export type Source = { kind: "board"; id: string } | { kind: "shared"; token: string };

export const pathOf = (source: Source): string =>
  source.kind === "board"
    ? `/dashboards/${encodeURIComponent(source.id)}`
    : `/shared/${encodeURIComponent(source.token)}`;

/** Where nobody has an account. */
const FREE = { owner: "", may_edit: true, may_share: true };

const completeList = (list: List): BoardBrief[] =>
  list.dashboards.map((board) => ({ ...FREE, ...board }));

export function useBoards(enabled = true) {
  return useQuery({
    queryKey: keys.list,
    queryFn: ({ signal }) => request<List>("/dashboards", { signal }),
    select: completeList,
    enabled,
  });
}

export function useTemplates(enabled: boolean) {
  return useQuery({
    queryKey: keys.templates,
    queryFn: ({ signal }) =>
      request<{ templates: Template[] }>("/dashboards/templates", { signal }),
    select: (list) => list.templates,
    enabled,
  });
}

const EMPTY: Pick<Board, "favourite" | "refresh_seconds" | "filters" | "cards"> & typeof FREE = {
  ...FREE,
  favourite: false,
  refresh_seconds: 0,
  filters: [],
  cards: [],
};

const complete = (raw: Board): Board => ({ ...EMPTY, ...raw });

export async function fetchBoard(id: string, signal?: AbortSignal): Promise<Board> {
  return complete(await request<Board>(pathOf({ kind: "board", id }), { signal }));
}

export const boardQuery = (id: string) => ({
  queryKey: keys.board(id),
  queryFn: ({ signal }: { signal?: AbortSignal }) => fetchBoard(id, signal),
});

export async function sendChanges(id: string, base: number, changes: Change[]): Promise<Board> {
  const path = pathOf({ kind: "board", id });
  return complete(await request<Board>(path, { method: "PATCH", body: { base, changes } }));
}

export function useSharedBoard(token: string) {
  return useQuery({
    queryKey: keys.data("shared", token),
    queryFn: async ({ signal }) =>
      complete(
        (await request<{ dashboard: Board }>(pathOf({ kind: "shared", token }), { signal }))
          .dashboard,
      ),
    retry: false,
  });
}

export interface NewBoard {
  name: string;
  template?: string;
  copy_of?: string;
  cards?: Card[];
}

export function useCreateBoard() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: NewBoard) =>
      complete(await request<Board>("/dashboards", { method: "POST", body })),
    onSuccess: (board) => {
      client.setQueryData(keys.board(board.id), board);
      void client.invalidateQueries({ queryKey: keys.list });
    },
  });
}

function changeList(client: QueryClient, change: (list: BoardBrief[]) => BoardBrief[]) {
  client.setQueryData<List>(keys.list, (old) => old && { dashboards: change(old.dashboards) });
}

/** Gone from the list at once, kept by the server, and back with one press. */
export function useDeleteBoard() {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: keys.list });
  return async function remove(board: { id: string; name: string }): Promise<boolean> {
    const path = pathOf({ kind: "board", id: board.id });
    await client.cancelQueries({ queryKey: keys.list });
    const before = client.getQueryData<List>(keys.list);
    changeList(client, (list) => list.filter((b) => b.id !== board.id));
    try {
      await request(path, { method: "DELETE" });
    } catch (error) {
      client.setQueryData(keys.list, before);
      toast(
        tr("“{name}” was not deleted. {why}", { name: board.name, why: messageOf(error) }),
        "bad",
      );
      return false;
    }
    const restore = () =>
      void request(`${path}/restore`, { method: "POST" })
        .then(() => toast(tr("“{name}” is back.", { name: board.name })))
        .catch((error: unknown) => toast(messageOf(error), "bad"))
        .finally(refresh);
    refresh();
    toast(tr("“{name}” was deleted. It is kept for 30 days.", { name: board.name }), "good", {
      text: T.undo,
      run: restore,
    });
    return true;
  };
}

/** The star: each person's own. */
export function useFavourite() {
  const client = useQueryClient();
  return async function favour({ id }: { id: string }, favourite: boolean) {
    const set = (value: boolean) => {
      changeList(client, (l) => l.map((b) => (b.id === id ? { ...b, favourite: value } : b)));
      client.setQueryData<Board>(keys.board(id), (b) => b && { ...b, favourite: value });
    };
    set(favourite);
    try {
      const path = `${pathOf({ kind: "board", id })}/favourite`;
      await request(path, { method: "PUT", body: { favourite } });
    } catch (error) {
      set(!favourite);
      toast(messageOf(error), "bad");
    }
  };
}
