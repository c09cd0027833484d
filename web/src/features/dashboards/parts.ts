// What stands beside a board: versions, comments, links.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/client";
import { pathOf } from "./api";
import { keys } from "./keys";
import type { Board, Comment, ShareLink, Version } from "./types";

const base = (id: string) => pathOf({ kind: "board", id });

export function useVersions(id: string) {
  return useQuery({
    queryKey: keys.part(id, "versions"),
    queryFn: ({ signal }) => request<{ versions: Version[] }>(`${base(id)}/versions`, { signal }),
    select: (list) => list.versions,
  });
}

export function useRestoreVersion(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) =>
      request<Board>(`${base(id)}/versions/${version}/restore`, { method: "POST" }),
    onSuccess: (board) => {
      client.setQueryData(keys.board(id), board);
      void client.invalidateQueries({ queryKey: keys.part(id, "versions") });
      void client.invalidateQueries({ queryKey: keys.list });
    },
  });
}

export type NewComment = Pick<Comment, "text" | "card" | "at">;

export function useComments(id: string, enabled = true) {
  return useQuery({
    queryKey: keys.part(id, "comments"),
    queryFn: ({ signal }) => request<{ comments: Comment[] }>(`${base(id)}/comments`, { signal }),
    select: (list) => list.comments,
    enabled,
  });
}

export function useCommentChanges(id: string) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: keys.part(id, "comments") });
  const add = useMutation({
    mutationFn: (body: NewComment) => request(`${base(id)}/comments`, { method: "POST", body }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (comment: string) =>
      request(`${base(id)}/comments/${encodeURIComponent(comment)}`, { method: "DELETE" }),
    onSettled,
  });
  const restore = useMutation({
    mutationFn: (comment: string) =>
      request(`${base(id)}/comments/${encodeURIComponent(comment)}/restore`, { method: "POST" }),
    onSettled,
  });
  return { add, remove, restore };
}

export function useLinks(id: string) {
  return useQuery({
    queryKey: keys.part(id, "links"),
    queryFn: ({ signal }) => request<{ links: ShareLink[] }>(`${base(id)}/links`, { signal }),
    select: (list) => list.links,
  });
}

export function useLinkChanges(id: string) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: keys.part(id, "links") });
  const make = useMutation({
    /** Days until it ends; 0 for never. */
    mutationFn: (days: number) =>
      request<ShareLink>(`${base(id)}/links`, { method: "POST", body: days > 0 ? { days } : {} }),
    onSettled,
  });
  const withdraw = useMutation({
    mutationFn: (token: string) =>
      request(`${base(id)}/links/${encodeURIComponent(token)}`, { method: "DELETE" }),
    onSettled,
  });
  const restore = useMutation({
    mutationFn: (token: string) =>
      request(`${base(id)}/links/${encodeURIComponent(token)}/restore`, { method: "POST" }),
    onSettled,
  });
  return { make, withdraw, restore };
}
