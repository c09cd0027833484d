// Who may see and change a board. The whole of it is sent with each change, and shows at once.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { messageOf, request } from "@/api/client";
import type * as wire from "@/api/wire";
import { tr } from "@/format/words";
import { toast } from "@/ui/toast";
import { pathOf } from "./api";
import { keys } from "./keys";

export type Level = "view" | "edit";
export type Everyone = Level | "none";

export interface Grant extends wire.AccessGrant {
  level: Level;
}

export interface Access extends Omit<wire.DashboardAccess, "everyone" | "grants"> {
  everyone: Everyone;
  grants: Grant[];
}

/** A person or a role, as one choice of a list. */
export const subjectOf = ({ person, role }: Pick<Grant, "person" | "role">): string =>
  person ? `person ${person.id}` : `role ${role ?? ""}`;

export const without = (access: Access, subject: string): Access => ({
  ...access,
  grants: access.grants.filter((g) => subjectOf(g) !== subject),
});

/** A new one stands last; one that is there keeps its place. */
export function granted(access: Access, grant: Grant): Access {
  const subject = subjectOf(grant);
  const isThere = access.grants.some((g) => subjectOf(g) === subject);
  return {
    ...access,
    grants: isThere
      ? access.grants.map((g) => (subjectOf(g) === subject ? grant : g))
      : [...access.grants, grant],
  };
}

/** As the server takes it: people by their ids. The owner stays who it is. */
export const toSend = ({ everyone, grants }: Access): wire.DashboardAccessIn => ({
  everyone,
  grants: grants.map(({ person, role, level }) =>
    person ? { person: person.id, level } : { role: role ?? "", level },
  ),
});

const accessPath = (board: string) => `${pathOf({ kind: "board", id: board })}/access`;

export function useAccess(board: string) {
  return useQuery({
    queryKey: keys.part(board, "access"),
    queryFn: ({ signal }) => request<Access>(accessPath(board), { signal }),
  });
}

export function usePeople() {
  return useQuery({
    queryKey: ["people"],
    queryFn: ({ signal }) => request<wire.People>("/people", { signal }),
    select: (list) => list.people,
  });
}

export function useChangeAccess(board: string) {
  const client = useQueryClient();
  const key = keys.part(board, "access");
  return useMutation({
    // One after the other: each is the whole.
    scope: { id: `access ${board}` },
    mutationFn: (next: Access) =>
      request<Access>(accessPath(board), { method: "PUT", body: toSend(next) }),
    onMutate: async (next) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData(key, next);
    },
    onError: (error) =>
      toast(tr("Who may see it was not changed. {why}", { why: messageOf(error) }), "bad"),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: keys.list });
    },
  });
}
