// Who has an account, and what one may do about it.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import { useSession, type Person, type Role } from "@/api/session";
import type * as wire from "@/api/wire";

const KEY = ["people"] as const;
const PATH = "/people";
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

export function usePeople() {
  const accounts = useSession()?.accounts ?? false;
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => request<{ people: Person[] }>(PATH, { signal }),
    select: (list) => list.people,
    enabled: accounts,
  });
}

export interface NewPerson extends wire.PersonIn {
  role: Role;
}

export type PersonChange = Partial<NewPerson>;

/** One row a change; the list is asked for again after each. */
export function usePeopleChanges() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: KEY });
  const add = useMutation({
    mutationFn: (body: NewPerson) => request<Person>(PATH, { method: "POST", body }),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: PersonChange & { id: string }) =>
      request<Person>(pathOf(id), { method: "PATCH", body }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: string) => request(pathOf(id), { method: "DELETE" }),
    onSettled,
  });
  const restore = useMutation({
    mutationFn: (id: string) => request(`${pathOf(id)}/restore`, { method: "POST" }),
    onSettled,
  });
  return { add, change, remove, restore };
}
